import { expect, onTestFinished, test } from 'vitest';
import { closedCandlesOf } from '../testing/closed-candles.ts';
import { MAX_CANDLES } from '../shared/protocol.ts';
import type { Tick } from '../shared/tick.ts';
import { timeframeDuration, type Timeframe } from '../shared/timeframe.ts';
import { milliseconds } from '../shared/units.ts';
import { seededRandom, type Random } from '../simulator/random.ts';
import { CaptureClient } from '../testing/capture-client.ts';
import { rounds } from '../testing/fault-rounds.ts';
import { askRelay, readCandles, readKeptTicks } from '../testing/relay-api.ts';
import { startRelayProcess, type RelayProcess } from '../testing/relay-process.ts';
import { tickKey } from '../testing/ticks.ts';

const PAIRS = ['EURUSD_otc', '#AAPL_otc'];
const TIMEFRAMES: readonly Timeframe[] = ['1s', '15s', '1m', '5m', '1h'];
const TICKS = 4_000;
const SPAN_MS = 20 * 60_000;
/** Coarse times and few prices, so that many ticks share a millisecond, and some would be the same tick. */
const TIME_STEP_MS = 250;

/** Different ticks, ascending by time; `seed` gives the same ones each time. */
const makeTicks = (random: Random): Tick[] => {
  const start = Math.floor(Date.now() / 3_600_000) * 3_600_000 - 2 * 3_600_000;
  const ticks = Array.from({ length: TICKS }, (): Tick => {
    const steps = Math.floor((random() * SPAN_MS) / TIME_STEP_MS);
    return {
      pair: PAIRS[Math.floor(random() * PAIRS.length)] ?? '',
      price: (1_000 + Math.floor(random() * 9)) / 1_000,
      timestamp: milliseconds(start + steps * TIME_STEP_MS),
    };
  });
  return [...new Map(ticks.map((tick) => [tickKey(tick), tick])).values()].sort(
    (a, b) => a.timestamp - b.timestamp,
  );
};

/** Batches of 1 to 40 ticks in their order. */
const split = (ticks: readonly Tick[], random: Random): Tick[][] => {
  const batches: Tick[][] = [];
  for (let from = 0; from < ticks.length;) {
    const to = from + 1 + Math.floor(random() * 40);
    batches.push(ticks.slice(from, to));
    from = to;
  }
  return batches;
};

/** In its order but for the ticks, one in ten, that come up to five minutes late. */
const withLateOnes = (ticks: readonly Tick[], random: Random): Tick[] =>
  ticks
    .map((tick) => ({ tick, at: tick.timestamp + (random() < 0.1 ? random() * 300_000 : 0) }))
    .sort((a, b) => a.at - b.at)
    .map(({ tick }) => tick);

const shuffled = <T>(values: readonly T[], random: Random): T[] =>
  values
    .map((value) => ({ value, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);

const start = async (): Promise<RelayProcess> => {
  const relay = await startRelayProcess();
  onTestFinished(() => relay.stop());
  return relay;
};

const capture = (relay: RelayProcess): CaptureClient => {
  const client = new CaptureClient(relay);
  onTestFinished(() => client.close());
  return client;
};

/** The table and every candle that the relay answers. */
const outcome = async (relay: RelayProcess): Promise<{ table: string[]; candles: object }> => {
  const candles: Record<string, unknown> = {};
  for (const pair of PAIRS) {
    for (const timeframe of TIMEFRAMES) {
      candles[`${pair} ${timeframe}`] = (await readCandles(relay, pair, timeframe, MAX_CANDLES)).candles;
    }
  }
  return { table: (await readKeptTicks(relay)).map(tickKey).sort(), candles };
};

/** What it has to be, computed from the ticks themselves. */
const expected = (ticks: readonly Tick[]): { table: string[]; candles: object } => {
  const candles: Record<string, unknown> = {};
  for (const pair of PAIRS) {
    const own = ticks.filter((tick) => tick.pair === pair);
    for (const timeframe of TIMEFRAMES) {
      candles[`${pair} ${timeframe}`] = closedCandlesOf(own, timeframeDuration(timeframe));
    }
  }
  return { table: ticks.map(tickKey).sort(), candles };
};

test.each(Array.from({ length: rounds(1, 5) }, (_, index) => index))(
  'two browsers with late, repeated and same-millisecond ticks, over restarts: the same table (%i)',
  async (round) => {
    const seed = (Date.now() % 100_000) + round;
    const random = seededRandom(seed);
    const ticks = makeTicks(random);
    const relay = await start();
    const [first, second] = [capture(relay), capture(relay)];
    // One browser has nearly everything in time, the other all of it in pieces of any order, many of them twice.
    const ofFirst = split(withLateOnes(ticks, random), random);
    const ofSecond = shuffled([...split(ticks, random), ...split(ticks.slice(0, TICKS / 4), random)], random);
    const parts = 4;
    for (let part = 0; part < parts; part += 1) {
      const piece = <T>(all: readonly T[]): readonly T[] =>
        all.slice((all.length * part) / parts, (all.length * (part + 1)) / parts);
      for (const batch of piece(ofFirst)) first.send(batch);
      for (const batch of piece(ofSecond)) second.send(batch);
      // Whoever asks in between must not be answered with what it saw then once the rest has come.
      for (const pair of PAIRS) for (const timeframe of TIMEFRAMES) await readCandles(relay, pair, timeframe);
      if (part === 1) {
        await relay.kill();
        await relay.restart();
      }
    }
    await first.drained();
    await second.drained();

    expect(await outcome(relay), `seed ${seed}`).toEqual(expected(ticks));
    const { kept } = await askRelay<{ kept: number }>(relay, '/api/status');
    expect(kept).toBe(ticks.length);
    // What the cache answers (200 candles) is what the log has.
    for (const pair of PAIRS) {
      const { candles } = await readCandles(relay, pair, '1s');
      const all = closedCandlesOf(
        ticks.filter((tick) => tick.pair === pair),
        timeframeDuration('1s'),
      );
      expect(candles, `seed ${seed}`).toEqual(all.slice(-200));
    }
  },
);
