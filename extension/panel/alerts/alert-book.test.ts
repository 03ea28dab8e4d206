import { beforeEach, expect, test, vi } from 'vitest';
import { emptyLocalStorage, keptLocally } from '../../../testing/local-storage.ts';
import { ALERTS_KEY, type PriceAlert } from '../../contracts/price-alerts.ts';
import { storedAlerts } from '../../contracts/price-alerts-storage.ts';
import { milliseconds } from '../../../shared/units.ts';
import { AlertBook, type AlertQuote } from './alert-book.ts';

vi.mock('webextension-polyfill', async () =>
  (await import('../../../testing/local-storage.ts')).localStorageModule(),
);

/** The browser's locks, one name at a time, first come first served; Node has none before 24. */
beforeEach(() => {
  let last: Promise<unknown> = Promise.resolve();
  vi.stubGlobal('navigator', {
    locks: { request: (_: string, hold: () => Promise<unknown>) => (last = last.then(hold)) },
  });
  emptyLocalStorage();
});

const EURUSD: AlertQuote = {
  pair: 'EURUSD_otc',
  label: 'EUR/USD OTC',
  digits: 5,
  price: 1.1,
  timestamp: milliseconds(7),
};
const kept = (): readonly PriceAlert[] => keptLocally()[ALERTS_KEY] as readonly PriceAlert[];

test('what waits at a pair that had no name waits at its name', async () => {
  const book = new AlertBook(storedAlerts);
  const nameless = { ...EURUSD, pair: 'active:76@iq-option', label: 'active:76' };
  await book.set(nameless, 1.2);
  await book.set({ ...EURUSD, pair: 'active:77@iq-option' }, 1.2);
  await book.rename({ from: nameless.pair, to: 'EURUSD@iq-option' }, 'EUR/USD');
  expect(kept().map(({ pair, label, price, side }) => [pair, label, price, side])).toEqual([
    ['EURUSD@iq-option', 'EUR/USD', 1.2, 'below'],
    ['active:77@iq-option', 'EUR/USD OTC', 1.2, 'below'],
  ]);
});

test('an alert remembers where the price stood, and what the trader had seen', async () => {
  const book = new AlertBook(storedAlerts);
  await book.set(EURUSD, 1.2);
  await book.set(EURUSD, 1.05);
  await book.set(EURUSD, 1.1);
  const told = kept().map(({ price, side, since, digits, reached }) => [price, side, since, digits, reached]);
  expect(told).toEqual([
    [1.2, 'below', 7, 5, undefined],
    [1.05, 'above', 7, 5, undefined],
    [1.1, undefined, 7, 5, undefined],
  ]);
  expect(book.alerts.value).toEqual(kept());
});

test('an alert that waits at the price already is not set twice', async () => {
  const book = new AlertBook(storedAlerts);
  await Promise.all([book.set(EURUSD, 1.2), book.set(EURUSD, 1.2)]);
  await book.set({ ...EURUSD, pair: 'EURUSD' }, 1.2);
  expect(kept().map(({ pair }) => pair)).toEqual(['EURUSD_otc', 'EURUSD']);
});

test('of two panels that set one at the same time each keeps its own', async () => {
  await Promise.all([
    new AlertBook(storedAlerts).set(EURUSD, 1.2),
    new AlertBook(storedAlerts).set(EURUSD, 1.3),
  ]);
  expect(kept().map(({ price }) => price)).toEqual([1.2, 1.3]);
});

test('an alert that is set again is another one, in its place', async () => {
  const book = new AlertBook(storedAlerts);
  await book.set(EURUSD, 1.2);
  await book.set(EURUSD, 1.05);
  const [first] = kept();
  keptLocally()[ALERTS_KEY] = kept().map((alert) =>
    alert.price === 1.2 ? { ...alert, reached: { price: 1.21, at: 9 } } : alert,
  );
  await book.reset(first?.id ?? '', { ...EURUSD, price: 1.25, timestamp: milliseconds(10) }, 1.2);
  const [again] = kept();
  expect(again).toMatchObject({ price: 1.2, side: 'above', since: 10 });
  expect(again?.reached).toBeUndefined();
  expect(again?.id).not.toBe(first?.id);
  await book.remove(again?.id ?? '');
  expect(kept().map(({ price }) => price)).toEqual([1.05]);
});
