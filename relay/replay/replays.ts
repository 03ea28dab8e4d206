import type { Pair } from '../../shared/pair.ts';
import type { PairSummary } from '../../shared/protocol.ts';
import { milliseconds } from '../../shared/units.ts';
import type { HotStore } from '../hot-store/hot-store.ts';

/** A replay of which nothing is heard for so long is over: its sender was killed. */
export const REPLAY_SILENCE_MS = 30_000;

/** `[price, timestamp]`, the timestamp as it is to be seen. */
export type ReplayedQuote = readonly [price: number, timestamp: number];

interface Replay {
  readonly id: number;
  readonly source: Pair;
  readonly timer: NodeJS.Timeout;
  newest: ReplayedQuote | undefined;
}

export interface ReplaysParts {
  readonly hotStore: HotStore;
  /** Called when a replay has begun or ended. */
  readonly onChange: () => void;
  readonly silenceMs?: number;
}

/**
 * The stretches that are being shown again, each as a pair of its own. They go to Redis and the viewers as live ticks
 * do, and nowhere near the tick log, the archive or the pair that they come from; at their end nothing of them stays.
 */
export class Replays {
  readonly #parts: ReplaysParts;
  readonly #running = new Map<Pair, Replay>();
  #lastId = 0;

  constructor(parts: ReplaysParts) {
    this.#parts = parts;
  }

  /** Begins to show `source` as `pair`; one that is shown so already ends. Answers what names it. */
  start(source: Pair, pair: Pair): number {
    this.#end(pair);
    const { silenceMs = REPLAY_SILENCE_MS } = this.#parts;
    const id = ++this.#lastId;
    const timer = setTimeout(() => this.end(id), silenceMs);
    this.#running.set(pair, { id, source, timer, newest: undefined });
    this.#parts.onChange();
    return id;
  }

  /**
   * Shows ticks, in their order; resolves when Redis has them too, so that a sender never outruns it. None at all says
   * that the replay goes on. Answers `false` where it has ended.
   */
  async play(id: number, quotes: readonly ReplayedQuote[]): Promise<boolean> {
    const [pair, replay] = this.#find(id) ?? [];
    if (pair === undefined || !replay) return false;
    replay.timer.refresh();
    replay.newest = quotes.at(-1) ?? replay.newest;
    const capturedAt = milliseconds(Date.now());
    const { hotStore } = this.#parts;
    hotStore.append(
      quotes.map(([price, timestamp]) => ({ pair, price, timestamp: milliseconds(timestamp), capturedAt })),
    );
    await hotStore.settled();
    return true;
  }

  end(id: number): void {
    const [pair] = this.#find(id) ?? [];
    if (pair !== undefined && this.#end(pair)) this.#parts.onChange();
  }

  /** Whether this is a pair that is shown again now. */
  has(pair: Pair): boolean {
    return this.#running.has(pair);
  }

  /** The pairs that are shown, called as `pairs` calls those that they come from. */
  summaries(pairs: readonly PairSummary[]): PairSummary[] {
    return [...this.#running].flatMap(([pair, { source, newest }]) => {
      const summary = pairs.find((known) => known.pair === source);
      if (!summary) return [];
      const { label, digits, kind } = summary;
      const [price, timestamp] = newest ?? [];
      return {
        ...{ pair, label: `${label} · replay`, price, digits, kind },
        timestamp: timestamp === undefined ? undefined : milliseconds(timestamp),
      };
    });
  }

  close(): void {
    for (const pair of [...this.#running.keys()]) this.#end(pair);
  }

  #find(id: number): [Pair, Replay] | undefined {
    return [...this.#running].find(([, replay]) => replay.id === id);
  }

  #end(pair: Pair): boolean {
    clearTimeout(this.#running.get(pair)?.timer);
    this.#parts.hotStore.remove(pair);
    return this.#running.delete(pair);
  }
}
