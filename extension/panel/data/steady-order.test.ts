import { beforeEach, expect, test } from 'vitest';
import { milliseconds } from '../../../shared/units.ts';
import { PairBoard } from './pair-board.ts';
import { DEFAULT_SORT } from './pair-order.ts';
import { SteadyOrder, type ListWish } from './steady-order.ts';

const START = Date.UTC(2025, 8, 1, 12);
const PAIRS = ['AUDCAD', 'EURUSD', 'USDJPY'];

let board: PairBoard;
let order: SteadyOrder;

const tick = (pair: string, price: number, offset: number) =>
  board.take({ pair, price, timestamp: milliseconds(START + offset) }, milliseconds(START + offset));

const arrange = (offset: number, wish: Partial<ListWish> = {}, isHeld = false) =>
  order
    .arrange(
      board.listed(),
      { sort: { key: 'change', isReversed: false }, favourites: new Set(), query: '', ...wish },
      { now: milliseconds(START + offset), isHeld },
    )
    .map(({ pair }) => pair);

/** They are listed by change as by name; then the last becomes the first. */
beforeEach(() => {
  board = new PairBoard();
  order = new SteadyOrder();
  for (const pair of PAIRS) tick(pair, 100, 0);
  expect(arrange(0)).toEqual(PAIRS);
  tick('USDJPY', 110, 1);
});

test('is sorted anew by change after three seconds, not before', () => {
  expect(arrange(2_999)).toEqual(PAIRS);
  expect(arrange(3_000)).toEqual(['USDJPY', 'AUDCAD', 'EURUSD']);
});

test('does not move under the trader’s hand, however long it stays', () => {
  expect(arrange(60_000, {}, true)).toEqual(PAIRS);
  expect(arrange(60_001, {}, false)).toEqual(['USDJPY', 'AUDCAD', 'EURUSD']);
});

test('another sorting is there at once, under the hand as well', () => {
  expect(arrange(10, { sort: { key: 'change', isReversed: true } }, true)).toEqual([
    'AUDCAD',
    'EURUSD',
    'USDJPY',
  ]);
  expect(arrange(20, { sort: { key: 'activity', isReversed: false } }, true)).toEqual([
    'USDJPY',
    'AUDCAD',
    'EURUSD',
  ]);
});

test('a favourite goes to the top at once and moves no other', () => {
  expect(arrange(10, { favourites: new Set(['EURUSD']) }, true)).toEqual(['EURUSD', 'AUDCAD', 'USDJPY']);
});

test('favourites are sorted among themselves', () => {
  const favourites = new Set(['AUDCAD', 'USDJPY']);
  expect(arrange(3_000, { favourites })).toEqual(['USDJPY', 'AUDCAD', 'EURUSD']);
});

test('a search leaves out what it does not mean and keeps the order', () => {
  expect(arrange(10, { query: 'usd' })).toEqual(['EURUSD', 'USDJPY']);
  expect(arrange(20, { query: 'xyz' })).toEqual([]);
});

test('a new pair comes last until the next sorting; by name it has its place at once', () => {
  tick('AUDUSD', 100, 5);
  expect(arrange(10)).toEqual([...PAIRS, 'AUDUSD']);
  expect(arrange(20, { sort: DEFAULT_SORT })).toEqual(['AUDCAD', 'AUDUSD', 'EURUSD', 'USDJPY']);
  tick('AUDCHF', 100, 25);
  expect(arrange(30, { sort: DEFAULT_SORT }, true)[1]).toBe('AUDCHF');
});
