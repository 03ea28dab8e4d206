import { expect, test } from 'vitest';
import { choicesInTest } from '../../../testing/local-storage.ts';
import { keepChoicesIn } from '../storage/place-of-choices.ts';
import type { Shown } from '../data/shown.ts';
import { without, withCount, withShown, type ChartsChoice } from './charts-choice.ts';

keepChoicesIn(choicesInTest);

const EURUSD: Shown = { pair: 'EURUSD', timeframe: '1m' };
const AUDCAD: Shown = { pair: 'AUDCAD', timeframe: '5s' };
const USDJPY: Shown = { pair: 'USDJPY', timeframe: '1h' };
const THREE: ChartsChoice = { count: 3, others: [EURUSD, AUDCAD] };
const never = (): never => {
  throw new Error('There was no chart to add.');
};

test('charts that went with a smaller grid come back with a larger one, and only then are others asked for', () => {
  const one = withCount(THREE, 1, never);
  expect(one).toEqual({ count: 1, others: [EURUSD, AUDCAD] });
  expect(withCount(one, 3, never)).toEqual(THREE);
  const told: (readonly Shown[])[] = [];
  const four = withCount(one, 4, (others) => {
    told.push([...others]);
    return USDJPY;
  });
  expect(four).toEqual({ count: 4, others: [EURUSD, AUDCAD, USDJPY] });
  expect(told).toEqual([[EURUSD, AUDCAD]]);
});

test('one chart changes, and no other', () => {
  expect(withShown(THREE, 2, USDJPY)).toEqual({ count: 3, others: [EURUSD, USDJPY] });
});

test('one that is closed does not come back', () => {
  expect(without(THREE, 1)).toEqual({ count: 2, others: [AUDCAD] });
});
