import { expect, test } from 'vitest';
import { milliseconds } from '../../shared/units.ts';
import { alertsOf, MAX_REACHED, withReached, type PriceAlert } from './price-alerts.ts';

const alert = (id: string, reachedAt?: number): PriceAlert => ({
  id,
  pair: 'EURUSD_otc',
  label: 'EUR/USD OTC',
  digits: 5,
  price: 1.2,
  side: 'below',
  since: milliseconds(1),
  ...(reachedAt !== undefined && { reached: { price: 1.21, at: milliseconds(reachedAt) } }),
});

test('what is stored and is no alert is left out, and the others stay', () => {
  const good = alert('a');
  const bad = [null, 5, { ...good, price: -1 }, { ...good, pair: 'a b' }, { ...good, since: undefined }];
  expect(alertsOf([good, ...bad, alert('b', 7)])).toEqual([good, alert('b', 7)]);
  expect(alertsOf(undefined)).toEqual([]);
  expect(alertsOf({ 0: good })).toEqual([]);
});

test('an alert is marked once; one that was taken away meanwhile does not come back', () => {
  const once = withReached([alert('a'), alert('b')], 'a', { price: 1.21, at: milliseconds(7) });
  expect(once).toEqual([alert('a', 7), alert('b')]);
  expect(withReached(once, 'a', { price: 1.3, at: milliseconds(9) })).toEqual(once);
  expect(withReached(once, 'gone', { price: 1.3, at: milliseconds(9) })).toEqual(once);
});

test('of those reached the oldest are forgotten, of those that wait none', () => {
  const reached = Array.from({ length: MAX_REACHED }, (_, index) => alert(`r${index}`, index + 1));
  const after = withReached([alert('w'), ...reached, alert('a')], 'a', { price: 1.21, at: milliseconds(99) });
  expect(after.map(({ id }) => id)).toEqual(['w', ...reached.slice(1).map(({ id }) => id), 'a']);
});
