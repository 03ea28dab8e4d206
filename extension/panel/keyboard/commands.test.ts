import { expect, test } from 'vitest';
import { TIMEFRAMES } from '../../../shared/timeframe.ts';
import { commandsOf, pairAfter } from './commands.ts';

const PAIRS = ['AUDCAD', 'EURUSD', 'USDJPY'];

const open = (shown: string | undefined) => {
  const done: string[] = [];
  const commands = commandsOf({
    listedPairs: () => PAIRS,
    shownPair: () => shown,
    choosePair: (pair) => void done.push(pair),
    chooseTimeframe: (timeframe) => void done.push(timeframe),
    chooseChartType: (type) => void done.push(type),
    focusNextChart: () => void done.push('next chart'),
    toggleHelp: () => void done.push('help'),
  });
  const press = (key: string): void => commands.find((command) => command.key === key)?.run();
  return { done, commands, press };
};

test('no key and no id stands twice', () => {
  const { commands } = open(undefined);
  expect(new Set(commands.map(({ key }) => key)).size).toBe(commands.length);
  expect(new Set(commands.map(({ id }) => id)).size).toBe(commands.length);
});

test('the arrows choose the pair before and after in the list, and stop at its ends', () => {
  const { done, press } = open('EURUSD');
  press('ArrowUp');
  press('ArrowDown');
  expect(done).toEqual(['AUDCAD', 'USDJPY']);
  expect(pairAfter(PAIRS, 'USDJPY', 1)).toBeUndefined();
  expect(pairAfter(PAIRS, 'AUDCAD', -1)).toBeUndefined();
  expect(pairAfter(PAIRS, undefined, -1)).toBe('AUDCAD');
  expect(pairAfter([], 'AUDCAD', 1)).toBeUndefined();
});

test('the digits choose the timeframes in their order', () => {
  const { done, press } = open('EURUSD');
  for (const digit of '1234567890') press(digit);
  expect(done).toEqual(TIMEFRAMES.slice(0, 10));
});

test('C, L, A and T choose the chart’s type', () => {
  const { done, press } = open('EURUSD');
  for (const key of 'clat') press(key);
  expect(done).toEqual(['candles', 'line', 'area', 'ticks']);
});

test('? is for help', () => {
  const { done, press } = open('EURUSD');
  press('?');
  expect(done).toEqual(['help']);
});
