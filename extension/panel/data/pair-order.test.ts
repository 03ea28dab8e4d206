import { expect, test } from 'vitest';
import { milliseconds } from '../../../shared/units.ts';
import { PairBoard } from './pair-board.ts';
import { sortedPairs, type SortChoice } from './pair-order.ts';

const NOW = milliseconds(Date.UTC(2025, 8, 1, 12));

/** Up 2 % and busy, down 1 % and quiet, up 5 % with one tick, known to the relay alone without a day's open. */
const board = new PairBoard();
for (const [pair, prices] of [
  ['USDJPY', [100, 101, 102]],
  ['AUDCAD', [100, 99]],
  ['EURUSD', [100, 105]],
] as const)
  for (const price of prices) board.take({ pair, price, timestamp: milliseconds(NOW + price) }, NOW);
board.describe([{ pair: 'GBPUSD', label: 'GBP/USD' }]);
const quotes = ['USDJPY', 'AUDCAD', 'EURUSD', 'GBPUSD'].flatMap((pair) => board.quote(pair) ?? []);

const sorted = (key: SortChoice['key'], isReversed = false) => sortedPairs(quotes, { key, isReversed }, NOW);

test('by name, from A on and from Z on', () => {
  expect(sorted('name')).toEqual(['AUDCAD', 'EURUSD', 'GBPUSD', 'USDJPY']);
  expect(sorted('name', true)).toEqual(['USDJPY', 'GBPUSD', 'EURUSD', 'AUDCAD']);
});

test('by change with its sign; a pair without one is last both ways', () => {
  expect(sorted('change')).toEqual(['EURUSD', 'USDJPY', 'AUDCAD', 'GBPUSD']);
  expect(sorted('change', true)).toEqual(['AUDCAD', 'USDJPY', 'EURUSD', 'GBPUSD']);
});

test('by the ticks of the last minute, equal ones by name', () => {
  expect(sorted('activity')).toEqual(['USDJPY', 'AUDCAD', 'EURUSD', 'GBPUSD']);
  expect(sorted('activity', true)).toEqual(['GBPUSD', 'AUDCAD', 'EURUSD', 'USDJPY']);
});
