import { FEED_SILENCE_MS, parseFeedSpan } from '../../shared/feed-span.ts';
import { isPair, type Pair } from '../../shared/pair.ts';
import type { CapturedTick, TickRefusal } from '../../shared/tick.ts';
import { parseTickTuple } from '../../shared/tick.ts';
import { milliseconds, type Milliseconds } from '../../shared/units.ts';
import type { HotStore } from '../hot-store/hot-store.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { RateLimitedLog } from '../rate-limited-log.ts';
import { steadyNow } from '../steady-clock.ts';
import type { TickLog } from '../tick-log/tick-log.ts';
import { ChangedSeries } from './changed-series.ts';
import { FeedWatch } from './feed-watch.ts';
import type { HistoryListener, Ingest } from './ingest.ts';
import { LiveTicks } from './live-ticks.ts';
import { isBrokerDuration, parseBrokerCandle } from './parse-broker-candles.ts';

export interface IngestParts {
  readonly log: TickLog;
  readonly hotStore: HotStore;
  readonly metrics: Metrics;
  readonly logger: Log;
  /** UTC ms, by default the system clock, which does not go back. */
  readonly now?: () => number;
}

type Refusal = TickRefusal | 'candle' | 'span';

const REFUSED: Record<Refusal, string> = {
  shape: 'A capture sent a tick that is no [pair, price, timestamp, capturedAt]; it was refused.',
  pair: "A capture sent a tick whose pair is no broker's symbol; it was refused.",
  price: 'A capture sent a tick whose price is no positive number; it was refused.',
  timestamp: 'A capture sent a tick whose timestamp is no whole millisecond; it was refused.',
  future:
    "A capture sent a tick from the future; it was refused: set this computer's clock, which may be behind.",
  ancient: 'A capture sent a tick from before 2010; it was refused.',
  candle: "A capture sent a broker's candle that is not sound or has not ended; it was refused.",
  span: "A capture sent a stretch of a pair's feed that is no [pair, from, to] of the past; it was refused.",
};

const countOne = <Key>(counts: Map<Key, number>, key: Key): void =>
  void counts.set(key, (counts.get(key) ?? 0) + 1);

/** The pair of a tuple that was refused, where it names one. */
const namedPair = (tuple: unknown): Pair | undefined => {
  const name: unknown = Array.isArray(tuple) ? tuple[0] : undefined;
  return isPair(name) ? name : undefined;
};

/**
 * Joins the parts of ingest: validation, the hot store (first, so that live is live), the tick log (at once).
 * Cached series are forgotten after the commit: what is read and cached from then on has it.
 */
export const createIngest = ({ log, hotStore, metrics, logger, now = steadyNow }: IngestParts): Ingest => {
  const warnings = new RateLimitedLog(logger, now);
  const liveTicks = new LiveTicks();
  const changedSeries = new ChangedSeries();
  const listeners = new Set<HistoryListener>();

  const refuse = (refusals: ReadonlyMap<Refusal, number>): void => {
    for (const [reason, count] of refusals) {
      metrics.ticksRefused.inc({ reason }, count);
      warnings.warn(reason, REFUSED[reason], count);
    }
  };

  const parse = (
    batch: readonly unknown[],
    receivedAt: Milliseconds,
  ): { ticks: CapturedTick[]; refused: Map<Pair | undefined, number> } => {
    const ticks: CapturedTick[] = [];
    const refusals = new Map<Refusal, number>();
    const refused = new Map<Pair | undefined, number>();
    for (const value of batch) {
      const parsed = parseTickTuple(value, receivedAt);
      if (typeof parsed === 'string') {
        countOne(refusals, parsed);
        countOne(refused, namedPair(value));
      } else ticks.push(parsed);
    }
    refuse(refusals);
    return { ticks, refused };
  };

  const tellChanged = (pairs: readonly Pair[]): void => {
    if (pairs.length > 0) for (const listener of listeners) listener(pairs);
  };

  const feedWatch = new FeedWatch((pair) => tellChanged([pair]), now);
  // A feed that was up when the relay ended and does not come back: nobody else would notice.
  log.newestFeedSpans(milliseconds(now() - FEED_SILENCE_MS)).then(
    (spans) => {
      for (const span of spans) feedWatch.claimed(span);
    },
    () => logger.warn('The feeds that were up before this start could not be read from the tick log.'),
  );

  return {
    ticks: async (batch) => {
      const receivedAt = milliseconds(now());
      const began = performance.now();
      metrics.ticksReceived.inc(batch.length);
      const { ticks, refused } = parse(batch, receivedAt);
      const last = ticks.at(-1);
      if (!last) {
        if (refused.size > 0) await log.append([], refused);
        return;
      }

      const { live, latePairs } = liveTicks.choose(ticks, receivedAt);
      if (live.length > 0) {
        hotStore.append(live);
        metrics.observeStage('publish', performance.now() - began);
      }
      metrics.observeStage('arrival', Math.max(0, receivedAt - last.capturedAt));

      const changed = changedSeries.find(ticks);
      const { inserted, duplicates } = await log.append(ticks, refused).catch((error: unknown) => {
        changedSeries.reopen(changed);
        throw error;
      });
      metrics.observeStage('commit', performance.now() - began);
      metrics.ticksKept.inc(inserted);
      metrics.ticksDuplicate.inc(duplicates);
      // Even where all were duplicates: the relay may have died between their commit and this.
      if (changed.size > 0) await hotStore.forgetCandles([...changed]);
      tellChanged([...new Set([...changed, ...latePairs])]);
    },

    brokerHistory: async (pair, duration, candles) => {
      const receivedAt = milliseconds(now());
      const sound = isBrokerDuration(duration)
        ? candles.flatMap((candle) => parseBrokerCandle(candle, duration, receivedAt) ?? [])
        : [];
      const refused = candles.length - sound.length;
      if (refused > 0) refuse(new Map([['candle', refused]]));
      if (sound.length === 0) return;
      await log.appendBrokerCandles(pair, duration, sound);
      await hotStore.forgetCandles([pair]);
      tellChanged([pair]);
    },

    feedSpans: async (batch) => {
      const receivedAt = milliseconds(now());
      const spans = batch.flatMap((value) => parseFeedSpan(value, receivedAt) ?? []);
      if (spans.length < batch.length) refuse(new Map([['span', batch.length - spans.length]]));
      if (spans.length === 0) return;
      tellChanged(await log.appendFeedSpans(spans));
      for (const span of spans) feedWatch.claimed(span);
    },

    onHistoryChanged: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
