import { describe, expect, it } from 'vitest';
import { candleTime, isTimeframe, timeframeDuration, timeframeOfDuration, TIMEFRAMES } from './timeframe.ts';
import { milliseconds } from './units.ts';

describe('timeframes', () => {
  it('are eleven, shortest first', () => {
    const durations = TIMEFRAMES.map(timeframeDuration);
    expect(durations).toHaveLength(11);
    expect(durations.toSorted((a, b) => a - b)).toEqual(durations);
  });

  it('are known by name and by length', () => {
    expect(isTimeframe('4h')).toBe(true);
    expect(isTimeframe('toString')).toBe(false);
    expect(timeframeOfDuration(milliseconds(900_000))).toBe('15m');
    expect(timeframeOfDuration(milliseconds(120_000))).toBeUndefined();
  });

  it('begin candles on UTC boundaries', () => {
    const time = milliseconds(Date.UTC(2026, 0, 5, 13, 59, 59, 999));
    expect(candleTime(time, timeframeDuration('4h'))).toBe(Date.UTC(2026, 0, 5, 12));
    expect(candleTime(time, timeframeDuration('1d'))).toBe(Date.UTC(2026, 0, 5));
  });
});
