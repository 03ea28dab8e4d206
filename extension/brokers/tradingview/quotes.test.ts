import { expect, test } from 'vitest';
import { milliseconds } from '../../../shared/units.ts';
import { Quotes } from './quotes.ts';

const S = 1_771_699_596;
const NOW = milliseconds(S * 1000);

test('it holds 10,000 quotes; the oldest is live again once price and time come together', () => {
  const quotes = new Quotes('tradingview');
  const take = (n: string, v: object) => quotes.take(['qs_1', { n, s: 'ok', v }], NOW).tick?.price;
  expect(take('FX:EURUSD', { lp: 1.5, lp_time: S })).toBe(1.5);
  for (let i = 1; i < 10_000; i += 1) take(`X:${i}`, { lp: 1 });
  expect(take('FX:EURUSD', { lp: 1.6 })).toBe(1.6);
  take('X:10000', { lp: 1 });
  expect(take('FX:EURUSD', { lp: 1.7 })).toBeUndefined();
  expect(take('FX:EURUSD', { lp: 1.8, lp_time: S })).toBe(1.8);
});
