import { beforeEach, expect, test, vi } from 'vitest';
import { MAX_TICKS_PER_BATCH } from '../contracts/bridge-messages.ts';
import type { Outgoing } from './batch.ts';
import { MESSAGE_MS, MESSAGES_AT_ONCE, TickBursts } from './tick-bursts.ts';

const page = { hidden: false };
vi.stubGlobal('document', page);

beforeEach(() => {
  vi.useFakeTimers();
  page.hidden = false;
  return () => vi.useRealTimers();
});

const ticks = (...prices: number[]): Outgoing => ({
  type: 'ticks',
  ticks: prices.map((price) => ['EURUSD_otc', price, 2, 3] as const),
});
const history: Outgoing = { ...ticks(9), isHistory: true } as Outgoing;
const shown: Outgoing = { type: 'page', pair: 'EURUSD_otc' };

/** Until so many more go at once. */
const rest = (messages = MESSAGES_AT_ONCE) => vi.advanceTimersByTime(messages * MESSAGE_MS);

const singles = (count: number): Outgoing[] => Array.from({ length: count }, (_, price) => ticks(price));

const setUp = () => {
  const sent: Outgoing[] = [];
  const bursts = new TickBursts((outgoing) => sent.push(outgoing));
  /** As many ticks as may go at once, so that those after them wait. */
  const spend = () => {
    for (const each of singles(MESSAGES_AT_ONCE)) bursts.send(each);
    sent.length = 0;
  };
  return { sent, bursts, spend };
};

test('what several pairs do in one instant goes at once, a message each', () => {
  const { sent, bursts } = setUp();
  for (const each of singles(MESSAGES_AT_ONCE)) bursts.send(each);
  expect(sent).toEqual(singles(MESSAGES_AT_ONCE));
  rest();
  for (const each of singles(MESSAGES_AT_ONCE)) bursts.send(each);
  expect(sent).toHaveLength(2 * MESSAGES_AT_ONCE);
  expect(vi.getTimerCount()).toBe(0);
});

test('a feed that keeps the distance never waits', () => {
  const { sent, bursts } = setUp();
  for (const each of singles(100)) {
    bursts.send(each);
    rest(1);
  }
  expect(sent).toEqual(singles(100));
});

test('a burst that goes on goes in messages at that distance, in its order', () => {
  const { sent, bursts, spend } = setUp();
  spend();
  for (const price of [1, 2, 3]) bursts.send(ticks(price));
  expect(sent).toEqual([]);
  rest(1);
  expect(sent).toEqual([ticks(1, 2, 3)]);
  bursts.send(ticks(4));
  bursts.send(ticks(5));
  expect(sent).toEqual([ticks(1, 2, 3)]);
  rest(1);
  expect(sent).toEqual([ticks(1, 2, 3), ticks(4, 5)]);
});

test('what is no live tick goes at once, behind the ticks before it', () => {
  const { sent, bursts, spend } = setUp();
  spend();
  bursts.send(ticks(1));
  bursts.send(history);
  bursts.send(ticks(2));
  bursts.send(shown);
  expect(sent).toEqual([ticks(1), history, ticks(2), shown]);
  expect(vi.getTimerCount()).toBe(0);
});

test('a hidden page, whose timers are late, lets nothing wait, and owes nothing for it afterwards', () => {
  const { sent, bursts, spend } = setUp();
  spend();
  bursts.send(ticks(1));
  page.hidden = true;
  for (const each of [ticks(2), ...singles(1_000)]) bursts.send(each);
  expect(sent).toEqual([ticks(1, 2), ...singles(1_000)]);
  page.hidden = false;
  rest(1);
  bursts.send(ticks(3));
  expect(sent.at(-1)).toEqual(ticks(3));
});

test('no message has more ticks than one may have', () => {
  const { sent, bursts, spend } = setUp();
  spend();
  const many = ticks(...new Array<number>(MAX_TICKS_PER_BATCH - 1).fill(1));
  bursts.send(many);
  bursts.send(ticks(2, 3));
  bursts.flush();
  expect(sent).toEqual([many, ticks(2, 3)]);
});

test('flushed, it has nothing left to send', () => {
  const { sent, bursts, spend } = setUp();
  spend();
  bursts.send(ticks(1));
  bursts.flush();
  bursts.flush();
  vi.runAllTimers();
  expect(sent).toEqual([ticks(1)]);
});
