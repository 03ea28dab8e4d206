import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RECORDED_HISTORIES, recordedRows, recordingsPresent } from '../testing/recordings.ts';
import { candleOfTick, candlesOfTicks, joinCandles, type FormingCandle } from './candle-builder.ts';
import { milliseconds, seconds, toMilliseconds } from './units.ts';

const MINUTE = milliseconds(60_000);

const quote = fc.record({
  price: fc.integer({ min: 1, max: 9 }).map((price) => price / 10),
  timestamp: fc.integer({ min: 0, max: 180_000 }).map(milliseconds),
});
const quotes = fc.uniqueArray(quote, {
  selector: ({ price, timestamp }) => `${timestamp}/${price}`,
  maxLength: 60,
});

const byBatches = (batches: readonly (readonly { price: number; timestamp: FormingCandle['time'] }[])[]) => {
  const candles = new Map<number, FormingCandle>();
  for (const batch of batches)
    for (const candle of candlesOfTicks(batch, MINUTE)) {
      const known = candles.get(candle.time);
      candles.set(candle.time, known ? joinCandles(known, candle) : candle);
    }
  return [...candles.values()].sort((a, b) => a.time - b.time);
};

describe('candlesOfTicks', () => {
  it('opens with the earliest and closes with the latest timestamp, not arrival', () => {
    const [candle] = candlesOfTicks(
      [
        { price: 3, timestamp: milliseconds(30) },
        { price: 1, timestamp: milliseconds(10) },
        { price: 2, timestamp: milliseconds(20) },
      ],
      MINUTE,
    );
    expect(candle).toMatchObject({ time: 0, open: 1, high: 3, low: 1, close: 3, ticks: 3 });
  });

  it('invents no candle for a quiet stretch', () => {
    const candles = candlesOfTicks(
      [
        { price: 1, timestamp: milliseconds(59_999) },
        { price: 2, timestamp: milliseconds(180_000) },
      ],
      MINUTE,
    );
    expect(candles.map(({ time }) => time)).toEqual([0, 180_000]);
  });

  it('gives the same candles for any order and any split into batches', () => {
    fc.assert(
      fc.property(
        quotes,
        fc.infiniteStream(fc.nat()),
        fc.integer({ min: 1, max: 7 }),
        (ticks, random, size) => {
          const whole = candlesOfTicks(ticks, MINUTE);
          const shuffled = ticks
            .map((tick) => ({ tick, at: Number(random.next().value) }))
            .sort((a, b) => a.at - b.at)
            .map(({ tick }) => tick);
          const batches = Array.from({ length: Math.ceil(shuffled.length / size) }, (_, index) =>
            shuffled.slice(index * size, (index + 1) * size),
          );
          expect(byBatches(batches)).toEqual(whole);
        },
      ),
    );
  });

  it('keeps prices where they are when a tick is repeated', () => {
    const tick = { price: 5, timestamp: milliseconds(1_000) };
    const candle = candleOfTick(tick, MINUTE);
    expect(joinCandles(candle, candle)).toEqual({ ...candle, ticks: 2 });
  });

  it.runIf(recordingsPresent()).each(RECORDED_HISTORIES)(
    "equals the broker's own candle for every full minute of %s",
    (name) => {
      const ticks = recordedRows(`${name}_ticks`).map(([, time, price]) => ({
        price: Number(price),
        timestamp: toMilliseconds(seconds(Number(time))),
      }));
      const brokers = recordedRows(`${name}_candles60`).map((row) => row.map(Number));
      const full = candlesOfTicks(ticks, MINUTE).slice(1, -1);
      const compared = full.flatMap((candle) => {
        const recorded = brokers.find(([time]) => time === candle.time / 1000);
        return recorded
          ? [[candle.time / 1000, candle.open, candle.close, candle.high, candle.low], recorded]
          : [];
      });
      expect(compared.length).toBeGreaterThan(4);
      for (let index = 0; index < compared.length; index += 2)
        expect(compared[index]).toEqual(compared[index + 1]);
    },
  );
});
