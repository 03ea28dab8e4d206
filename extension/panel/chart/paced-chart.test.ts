import { expect, test } from 'vitest';
import type { FormingCandle } from '../../../shared/candle-builder.ts';
import type { Candle } from '../../../shared/candle.ts';
import { milliseconds } from '../../../shared/units.ts';
import type { CandleChart } from './candle-chart.ts';
import { PacedChart, type Pace } from './paced-chart.ts';

const candle = (time: number, close = 1): FormingCandle => ({
  time: milliseconds(time),
  open: 1,
  high: 2,
  low: 1,
  close,
  ticks: 1,
  openTimestamp: milliseconds(time),
  closeTimestamp: milliseconds(time),
});

const setUp = () => {
  const calls: string[] = [];
  const asked = new Set<() => void>();
  const text = (candles: readonly Candle[]) => candles.map(({ time, close }) => `${time}:${close}`).join();
  const chart: CandleChart = {
    barCount: 0,
    barsInReach: 0,
    show: (candles) => void calls.push(`show ${text(candles)}`),
    replace: (candles) => void calls.push(`replace ${text(candles)}`),
    update: (late, live) => void calls.push(`update ${text(late)} | ${text(live)}`),
  };
  const pace: Pace = { ask: (draw) => void asked.add(draw), forget: (draw) => void asked.delete(draw) };
  return { calls, asked, paced: new PacedChart(chart, pace) };
};

test('in focus everything is drawn at once', () => {
  const { calls, asked, paced } = setUp();
  paced.isInFocus = true;
  paced.show([candle(10)], milliseconds(10));
  paced.update([], [candle(10, 2), candle(20, 2)]);
  expect(calls).toEqual(['show 10:1', 'update  | 10:2,20:2']);
  expect(asked.size).toBe(0);
});

test('out of focus a candle that changed often is drawn once, in its turn', () => {
  const { calls, asked, paced } = setUp();
  paced.show([candle(10)], milliseconds(10));
  paced.update([], [candle(10, 2)]);
  paced.update([], [candle(10, 3), candle(20, 3)]);
  paced.update([], [candle(20, 4)]);
  expect(calls).toEqual(['show 10:1']);
  for (const draw of asked) draw();
  expect(calls.slice(1)).toEqual(['update  | 10:3,20:4']);
  expect(asked.size).toBe(0);
});

test('late is what is older than the last candle drawn, whatever it was when it came', () => {
  const { calls, paced } = setUp();
  paced.show([candle(10), candle(20)], milliseconds(10));
  paced.update([], [candle(30)]);
  paced.update([candle(10, 5), candle(20, 5)], []);
  paced.draw();
  expect(calls.slice(1)).toEqual(['update 10:5 | 20:5,30:1']);
});

test('what waits is drawn when the focus comes, and is nothing once the series is set anew', () => {
  const { calls, asked, paced } = setUp();
  paced.update([], [candle(10)]);
  paced.isInFocus = true;
  expect(calls).toEqual(['update  | 10:1']);
  paced.isInFocus = false;
  paced.update([], [candle(10, 2)]);
  paced.replace([candle(10, 2)]);
  paced.draw();
  expect(calls.slice(1)).toEqual(['replace 10:2']);
  expect(asked.size).toBe(0);
});
