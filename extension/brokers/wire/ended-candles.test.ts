import { expect, test } from 'vitest';
import { milliseconds } from '../../../shared/units.ts';
import { endedCandles } from './ended-candles.ts';

const MINUTE = milliseconds(60_000);
const BEGIN = milliseconds(Date.UTC(2026, 0, 5, 10, 30));
const END = milliseconds(BEGIN + MINUTE);
const prices = { open: 1.5, high: 3, low: 1, close: 2 };
const candle = { brokerTime: BEGIN, ...prices };
const ended = (
  part: { brokerTime?: number; open?: number; high?: number; low?: number; close?: number },
  { symbol = 'BTCUSDT', duration = MINUTE, receivedAt = END } = {},
) =>
  endedCandles(
    'binance',
    {
      symbol,
      duration,
      candles: [{ ...candle, ...part, brokerTime: milliseconds(part.brokerTime ?? BEGIN) }],
    },
    receivedAt,
  );

test('a candle has ended by the word of the broker, whatever the clock of this computer shows', () => {
  const event = {
    type: 'candles',
    pair: 'BTCUSDT@binance',
    duration: MINUTE,
    candles: [{ time: BEGIN, ...prices, ticks: 0 }],
  };
  expect(ended({})).toEqual([event]);
  expect(ended({}, { receivedAt: milliseconds(BEGIN - 60_000) })).toEqual([event]);
});

test.each([
  ['of no pair', {}, { symbol: 'no pair' }],
  ['shorter than a second', {}, { duration: milliseconds(500) }],
  ['of a broken length', {}, { duration: milliseconds(Number.NaN) }],
  ['not at a multiple of its length', { brokerTime: BEGIN + 1_000 }, {}],
  [
    'a week that begins on a Monday',
    { brokerTime: Date.UTC(2026, 0, 5) },
    { duration: milliseconds(7 * 86_400_000) },
  ],
  ['with a high below its close', { high: 1.9 }, {}],
  ['with a price that is none', { low: 0 }, {}],
  ['from far ahead', { brokerTime: BEGIN + 60 * MINUTE }, {}],
  ['older than any broker', { brokerTime: 0 }, {}],
])('a candle %s is left out', (_name, part, context) => {
  expect(ended(part, context)).toEqual([]);
});
