import { expect, test } from 'vitest';
import { milliseconds } from '../../shared/units.ts';
import { messagesOf } from './batch.ts';

const ticks = [{ pair: 'EURUSD_otc', price: 1.1, timestamp: milliseconds(1_000) }];
const tuples = [['EURUSD_otc', 1.1, 1_000, 1_050.5]];

test("a page's history is told apart from what it receives now", () => {
  const at = milliseconds(1_050.5);
  expect(messagesOf({ type: 'ticks', origin: 'live', ticks }, at)).toEqual([
    { type: 'ticks', ticks: tuples },
  ]);
  expect(messagesOf({ type: 'ticks', origin: 'history', ticks }, at)).toEqual([
    { type: 'ticks', ticks: tuples, isHistory: true },
  ]);
});
