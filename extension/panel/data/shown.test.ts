import { expect, test } from 'vitest';
import { chosenByPage, shownOf } from './shown.ts';

const nothing = { timeframes: {} };

test('the trader’s choice, else the page’s, else the first', () => {
  const page = { pair: 'EURUSD_otc', timeframe: '5s' } as const;
  expect(shownOf(nothing, undefined, undefined)).toBeUndefined();
  expect(shownOf(nothing, undefined, 'AUDCAD')).toEqual({ pair: 'AUDCAD', timeframe: '1m' });
  expect(shownOf(nothing, page, 'AUDCAD')).toEqual({ pair: 'EURUSD_otc', timeframe: '5s' });
  expect(shownOf({ pair: 'USDJPY', timeframes: {} }, page, 'AUDCAD')).toEqual({
    pair: 'USDJPY',
    timeframe: '1m',
  });
});

test('each pair keeps its timeframe', () => {
  const memory = { timeframes: { AUDCAD: '1h', EURUSD_otc: '15s' } } as const;
  expect(shownOf(memory, { pair: 'EURUSD_otc', timeframe: '5s' }, undefined)?.timeframe).toBe('15s');
  expect(shownOf(memory, undefined, 'AUDCAD')?.timeframe).toBe('1h');
});

test('following the page changes the pair, and its timeframe where the page tells it, and no other pair’s', () => {
  const memory = { pair: 'AUDCAD', timeframes: { AUDCAD: '1h', EURUSD: '15s' } } as const;
  expect(chosenByPage(memory, { pair: 'EURUSD', timeframe: '5s' })).toEqual({
    pair: 'EURUSD',
    timeframes: { AUDCAD: '1h', EURUSD: '5s' },
  });
  expect(chosenByPage(memory, { pair: 'EURUSD' }).timeframes).toEqual(memory.timeframes);
});
