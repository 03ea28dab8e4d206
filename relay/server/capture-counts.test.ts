import { expect, test } from 'vitest';
import { CaptureCounts } from './capture-counts.ts';

/** Counts, what they told of ticks given up, and captures that come and go. */
const start = () => {
  const told: number[] = [];
  const counts = new CaptureCounts((ticks) => told.push(ticks));
  const connect = () => {
    const closing: (() => void)[] = [];
    const capture = { onClose: (listener: () => void) => void closing.push(listener) };
    counts.watch(capture);
    return {
      tell: (dropped: number, waiting = 0): void => counts.set(capture, { waiting, dropped }),
      leave: (): void => closing.forEach((listener) => listener()),
    };
  };
  return { told, counts, connect };
};

test('what a capture gives up is told once, and again only for more', () => {
  const { told, connect } = start();
  const capture = connect();
  for (const dropped of [0, 3, 3, 10]) capture.tell(dropped);
  expect(told).toEqual([3, 7]);
});

test('a capture that comes back has given up only what is more than when it left', () => {
  const { told, connect } = start();
  const [first, other] = [connect(), connect()];
  first.tell(100);
  other.tell(40);
  first.leave();
  other.leave();
  connect().tell(45);
  connect().tell(100);
  connect().tell(7);
  expect(told).toEqual([100, 40, 5, 7]);
});

test('only who is there counts', () => {
  const { counts, connect } = start();
  const [first, second] = [connect(), connect()];
  first.tell(1, 5);
  second.tell(0, 6);
  first.leave();
  expect(counts.all()).toEqual([{ waiting: 6, dropped: 0 }]);
});
