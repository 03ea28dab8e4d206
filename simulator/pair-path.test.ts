import { describe, expect, it } from 'vitest';
import { milliseconds } from '../shared/units.ts';
import { ASSETS } from './assets.ts';
import { PairPath } from './pair-path.ts';

const MINUTE_MS = milliseconds(60_000);
const NOW = milliseconds(Date.UTC(2025, 7, 31, 22, 47, 10, 382));

const path = (): PairPath => {
  const [asset] = ASSETS;
  if (!asset) throw new Error('The asset list is empty.');
  return new PairPath(asset, 1, NOW);
};

describe('PairPath', () => {
  it('has ticked for ten minutes, each time later, when it begins', () => {
    const ticks = path().recentTicks(NOW);
    expect(ticks.length).toBeGreaterThan(1_000);
    expect(ticks.every(({ timestamp }, index) => timestamp > (ticks[index - 1]?.timestamp ?? 0))).toBe(true);
    expect(ticks.at(-1)?.timestamp).toBeLessThan(NOW);
  });

  it('has one candle for every minute before, without a gap, and none that is not over', () => {
    const candles = path().endedCandles(MINUTE_MS, 500, NOW);
    expect(candles).toHaveLength(500);
    candles.forEach((candle, index) => {
      expect(candle.time % MINUTE_MS).toBe(0);
      expect(candle.time - (candles[index - 1]?.time ?? candle.time - MINUTE_MS)).toBe(MINUTE_MS);
      expect(candle.high).toBeGreaterThanOrEqual(Math.max(candle.open, candle.close));
      expect(candle.low).toBeLessThanOrEqual(Math.min(candle.open, candle.close));
      expect(candle.low).toBeGreaterThan(0);
    });
    expect((candles.at(-1)?.time ?? NOW) + MINUTE_MS).toBeLessThanOrEqual(NOW);
  });

  it('gives the same answer to the same question however far another one reached', () => {
    const asked = path();
    const before = asked.endedCandles(MINUTE_MS, 97, NOW);
    asked.endedCandles(milliseconds(300_000), 200, NOW);
    expect(asked.endedCandles(MINUTE_MS, 97, NOW)).toEqual(before);
    expect(asked.tick(NOW)).toEqual(path().tick(NOW));
  });

  it('pages back without overlap', () => {
    const asked = path();
    const newest = asked.endedCandles(MINUTE_MS, 97, NOW);
    const oldest = newest[0]?.time ?? NOW;
    const older = asked.endedCandles(MINUTE_MS, 150, milliseconds(oldest - MINUTE_MS));
    expect(older).toHaveLength(150);
    expect(older.at(-1)?.time).toBe(oldest - MINUTE_MS);
    expect(older.at(-1)?.close).toBe(newest[0]?.open);
  });

  it('has whole candles of other lengths too', () => {
    for (const duration of [5_000, 15_000, 300_000].map(milliseconds)) {
      const candles = path().endedCandles(duration, 20, NOW);
      expect(candles).toHaveLength(20);
      expect(candles.every(({ time }) => time % duration === 0 && time + duration <= NOW)).toBe(true);
    }
  });
});
