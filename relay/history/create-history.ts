import type { Candle } from '../../shared/candle.ts';
import { mergeCandles } from '../../shared/candle-merge.ts';
import type { FeedGap } from '../../shared/feed-span.ts';
import type { HistorySource } from '../../shared/protocol.ts';
import { timeframeDuration } from '../../shared/timeframe.ts';
import { milliseconds } from '../../shared/units.ts';
import type { Archive } from '../archive/archive.ts';
import { CACHED_CANDLES, type HotStore } from '../hot-store/hot-store.ts';
import type { Metrics } from '../metrics.ts';
import type { CandleAnswer, CandleQuery, TickLog } from '../tick-log/tick-log.ts';
import type { History, HistoryAnswer } from './history.ts';

export interface HistoryOptions {
  readonly log: Pick<TickLog, 'candles' | 'gaps'>;
  readonly hotStore: Pick<HotStore, 'cachedCandles' | 'cacheCandles' | 'cacheVersion'>;
  readonly archive: Pick<Archive, 'candles' | 'status'>;
  readonly metrics: Metrics;
}

type Answer = Omit<HistoryAnswer, 'ms'>;
type Series = Omit<Answer, 'gaps'>;

/**
 * The log's candles, the first replaced by the archive's of the same stretch where that knows more of its ticks.
 * A first candle without ticks is the broker's own and complete.
 */
const withWhole = (logged: readonly Candle[], archived: Candle | undefined): readonly Candle[] => {
  const [first, ...rest] = logged;
  const knowsMore =
    first !== undefined && archived?.time === first.time && first.ticks > 0 && archived.ticks > first.ticks;
  return knowsMore ? [archived, ...rest] : logged;
};

class LayeredHistory implements History {
  readonly #log: HistoryOptions['log'];
  readonly #hotStore: HistoryOptions['hotStore'];
  readonly #archive: HistoryOptions['archive'];
  readonly #metrics: Metrics;
  readonly #running = new Map<string, Promise<Answer>>();

  constructor({ log, hotStore, archive, metrics }: HistoryOptions) {
    this.#log = log;
    this.#hotStore = hotStore;
    this.#archive = archive;
    this.#metrics = metrics;
  }

  async candles(query: CandleQuery): Promise<HistoryAnswer> {
    const start = performance.now();
    const answer = await this.#shared(query);
    const ms = performance.now() - start;
    this.#metrics.historySeconds.observe({ source: answer.source }, ms / 1_000);
    return { ...answer, ms };
  }

  /** Equal questions that come while one is under way get its answer. */
  #shared(query: CandleQuery): Promise<Answer> {
    const { pair, timeframe, from, before, limit } = query;
    const key = JSON.stringify([pair, timeframe, from, before, limit]);
    let running = this.#running.get(key);
    if (!running) {
      running = this.#answer(query).finally(() => this.#running.delete(key));
      this.#running.set(key, running);
    }
    return running;
  }

  async #answer(query: CandleQuery): Promise<Answer> {
    const series = await this.#read(query);
    return { ...series, gaps: await this.#gaps(query, series.candles[0]) };
  }

  /** Never cached: a gap is filled, and a feed goes down, without a tick. */
  async #gaps({ pair, timeframe, before }: CandleQuery, first: Candle | undefined): Promise<FeedGap[]> {
    if (!first) return [];
    const longestFill = timeframeDuration(timeframe);
    const now = milliseconds(Date.now());
    return this.#log.gaps({ pair, from: first.time, to: before, longestFill, now });
  }

  /** Only the newest candles are cached; pages further back and ranges are read from where they lie. */
  #read(query: CandleQuery): Promise<Series> {
    const { from, before, limit } = query;
    const cacheable = from === undefined && before === undefined && limit <= CACHED_CANDLES;
    return cacheable ? this.#readNewest(query) : this.#readThrough(query);
  }

  async #readNewest(query: CandleQuery): Promise<Series> {
    const { pair, timeframe, limit } = query;
    const version = this.#hotStore.cacheVersion(pair);
    const cached = (await this.#hotStore.cachedCandles(pair, timeframe)) ?? [];
    const series =
      (await this.#continued(query, cached)) ??
      (await this.#readThrough({ ...query, limit: CACHED_CANDLES }));
    const candles = series.candles.slice(-CACHED_CANDLES);
    const complete = candles.length === CACHED_CANDLES || this.#archiveHasAnswered();
    if (complete && candles.at(-1)?.time !== cached.at(-1)?.time) {
      await this.#hotStore.cacheCandles(pair, timeframe, candles, version);
    }
    return { ...series, candles: candles.slice(-limit) };
  }

  /** A series that is short while the archive is away would hide what it has, once it is back. */
  #archiveHasAnswered(): boolean {
    const { state } = this.#archive.status();
    return state === 'off' || state === 'up';
  }

  /** The cached series up to its last candle, which was still forming, and everything since from the log. */
  async #continued(query: CandleQuery, cached: readonly Candle[]): Promise<Series | undefined> {
    const from = cached.at(-1)?.time;
    if (from === undefined) return undefined;
    const { pair, timeframe } = query;
    const tail = await this.#log.candles({ pair, timeframe, from, limit: CACHED_CANDLES });
    // Without a tick of ours in it, where the newest one lies is known to the log only.
    if (tail.lastTimestamp === undefined) return undefined;
    const closed = cached.filter(({ time }) => time < from);
    return { ...tail, candles: [...closed, ...tail.candles], source: 'cache' };
  }

  async #readThrough(query: CandleQuery): Promise<Series> {
    const logged = await this.#log.candles(query);
    if (logged.candles.length >= query.limit) return { ...logged, source: 'log' };
    return this.#extended(query, logged, query.limit - logged.candles.length);
  }

  /** The archive's candles under the log's. */
  async #extended(query: CandleQuery, logged: CandleAnswer, missing: number): Promise<Series> {
    const [first] = logged.candles;
    // With the log's first candle, which the log may know only in part.
    const before = first ? milliseconds(first.time + 1) : query.before;
    const older = await this.#archive.candles({ ...query, before, limit: missing + (first ? 1 : 0) });
    const source: HistorySource = older.length > 0 ? 'archive' : 'log';
    const candles = mergeCandles(withWhole(logged.candles, older.at(-1)), older);
    return { ...logged, candles: candles.slice(-query.limit), source };
  }
}

/** Candle series from the nearest place that has them. */
export const createHistory = (options: HistoryOptions): History => new LayeredHistory(options);
