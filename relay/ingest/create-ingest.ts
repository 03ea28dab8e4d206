import { FEED_SILENCE_MS, parseFeedSpan } from '../../shared/feed-span.ts';
import { isPair, type Pair } from '../../shared/pair.ts';
import { isPairRename, named, newNames, type PairRename } from '../../shared/pair-rename.ts';
import type { CapturedTick } from '../../shared/tick.ts';
import { parseTickTuple } from '../../shared/tick.ts';
import { milliseconds, type Milliseconds } from '../../shared/units.ts';
import type { HotStore } from '../hot-store/hot-store.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { RateLimitedLog } from '../rate-limited-log.ts';
import { steadyNow } from '../steady-clock.ts';
import type { RefusedTicks } from '../tick-log/packed-ticks.ts';
import type { AppendResult, TickLog } from '../tick-log/tick-log.ts';
import { ChangedSeries } from './changed-series.ts';
import { FeedWatch } from './feed-watch.ts';
import type { HistoryListener, Ingest } from './ingest.ts';
import { LiveTicks } from './live-ticks.ts';
import { isBrokerDuration, parseBrokerCandle } from './parse-broker-candles.ts';
import { REFUSED, type Refusal } from './refusals.ts';

export interface IngestParts {
  readonly log: TickLog;
  readonly hotStore: HotStore;
  readonly metrics: Metrics;
  readonly logger: Log;
  /** Of earlier runs, as the log has them. */
  readonly renames?: readonly PairRename[];
  /** UTC ms, by default the system clock, which does not go back. */
  readonly now?: () => number;
}

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
export const createIngest = ({
  log,
  hotStore,
  metrics,
  logger,
  renames = [],
  now = steadyNow,
}: IngestParts): Ingest => {
  // A page that was just opened has not been told, and uses the former name again.
  const names = newNames(renames);
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
      } else ticks.push(named(parsed, names));
    }
    refuse(refusals);
    return { ticks, refused };
  };

  const tellChanged = (pairs: readonly Pair[]): void => {
    if (pairs.length > 0) for (const listener of listeners) listener(pairs);
  };

  /** `began`: on `performance`'s clock. Answers the pairs whose cached series the batch has changed, too. */
  const keep = async (
    ticks: readonly CapturedTick[],
    refused: RefusedTicks,
    began: number,
  ): Promise<AppendResult & { readonly changed: ReadonlySet<Pair> }> => {
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
    return { inserted, duplicates, changed };
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

      const { changed } = await keep(ticks, refused, began);
      tellChanged([...new Set([...changed, ...latePairs])]);
    },

    imported: async (batch) => {
      const began = performance.now();
      metrics.ticksReceived.inc(batch.length);
      const { ticks, refused } = parse(batch, milliseconds(now()));
      const { inserted, duplicates } = await keep(ticks, refused, began);
      tellChanged([...new Set(ticks.map(({ pair }) => pair))]);
      return { inserted, duplicates };
    },

    brokerHistory: async (givenPair, duration, candles) => {
      const { pair } = named({ pair: givenPair }, names);
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
      for (const span of spans) feedWatch.claimed(named(span, names));
    },

    renamed: async (rename) => {
      const { from, to } = rename;
      if (!isPairRename(from, to)) {
        refuse(new Map([['rename', 1]]));
        return;
      }
      // First, so that what comes from now on is live under its name.
      names.set(from, to);
      if (await log.renamePair(rename)) {
        hotStore.rename(from, to);
        tellChanged([to]);
      } else {
        // The relay may have died between the log's commit and this.
        hotStore.remove(from);
      }
    },

    onHistoryChanged: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
