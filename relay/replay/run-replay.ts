import { setTimeout as sleep } from 'node:timers/promises';
import type { Pair } from '../../shared/pair.ts';
import { milliseconds, type Milliseconds } from '../../shared/units.ts';
import { RECENT_TICKS } from '../hot-store/hot-store.ts';
import { ReadOnlyLog } from '../tick-log/read-only-log.ts';
import { UserError } from '../user-error.ts';
import { createPace, type Pace } from './pace.ts';
import { REPLAY_SILENCE_MS, type ReplayedQuote } from './replays.ts';

/** More of one pair than a slow Redis is still told of. */
const BATCH = 2 * RECENT_TICKS;
/** A stretch may be silent for longer than the relay waits for its next tick. */
const LONGEST_SILENCE_MS = REPLAY_SILENCE_MS / 3;

export interface ReplayOptions {
  readonly dataDir: string;
  readonly pair: Pair;
  /** Inclusive. */
  readonly from?: Milliseconds | undefined;
  /** Exclusive. */
  readonly to?: Milliseconds | undefined;
  /** 1 is as fast as life, `Infinity` as fast as it goes. */
  readonly speed: number;
  /** Shown with the times that they have, instead of as of now. */
  readonly originalTimes: boolean;
  /** Shows ticks; none at all says that more will come. */
  readonly play: (quotes: readonly ReplayedQuote[]) => Promise<unknown>;
  /** `part` of the stretch, 0 to 1, and how many ticks. */
  readonly onProgress: (part: number, ticks: number) => void;
  /** Ends it early. */
  readonly signal: AbortSignal;
}

/** Hands ticks on when they are due, together with all that are due by then. */
class Player {
  readonly #options: ReplayOptions;
  readonly #pace: Pace;
  readonly #began = performance.now();
  #batch: ReplayedQuote[] = [];
  #underWay: Promise<unknown> = Promise.resolve();
  played = 0;

  constructor(options: ReplayOptions, pace: Pace) {
    this.#options = options;
    this.#pace = pace;
  }

  /** Answers what to wait for before the tick may be added; mostly nothing, and a wait for each would cost much. */
  before(timestamp: number): Promise<void> | undefined {
    const due = this.#began + this.#pace.dueAfter(timestamp);
    if (due > performance.now()) return this.#waitUntil(due);
    return this.#batch.length >= BATCH ? this.flush() : undefined;
  }

  add(timestamp: number, price: number): void {
    this.#batch.push([price, this.#pace.shown(timestamp)]);
  }

  /** Hands on what is gathered, once what was handed on before has arrived: the next is read meanwhile. */
  async flush(): Promise<void> {
    const batch = this.#batch;
    this.#batch = [];
    await this.#underWay;
    this.#underWay = this.#options.play(batch);
    // It is awaited later; a failure must not count as unhandled until then.
    this.#underWay.catch(() => undefined);
    this.played += batch.length;
  }

  async end(): Promise<void> {
    await this.flush();
    await this.#underWay;
  }

  async #waitUntil(due: number): Promise<void> {
    if (this.#batch.length > 0) await this.flush();
    for (let left = due - performance.now(); left > 0; left = due - performance.now()) {
      await sleep(Math.min(left, LONGEST_SILENCE_MS), undefined, { signal: this.#options.signal });
      if (left > LONGEST_SILENCE_MS) await this.flush();
    }
  }
}

const playAll = async (log: ReadOnlyLog, options: ReplayOptions): Promise<number> => {
  const { pair, from = 0, to = Number.MAX_SAFE_INTEGER, signal, onProgress } = options;
  const span = { from: milliseconds(from), to: milliseconds(to) };
  const ends = log.ends(pair, span);
  if (!ends)
    throw new UserError(`The tick log has no ticks of ${pair} in this stretch: see --pair, --from and --to.`);
  const { first, last } = ends;
  const player = new Player(options, createPace({ ...options, ...ends, startedAt: Date.now() }));
  for (const page of log.ticks(pair, { from: span.from, to: milliseconds(last + 1) })) {
    for (const [timestamp, price] of page) {
      const before = player.before(timestamp);
      if (before) {
        await before;
        signal.throwIfAborted();
      }
      player.add(timestamp, price);
    }
    const [reached = first] = page.at(-1) ?? [];
    onProgress((reached - first) / Math.max(1, last - first), player.played);
  }
  await player.end();
  return player.played;
};

/**
 * Shows a stored stretch again, tick by tick; it reads the log beside the relay.
 * @returns how many ticks.
 * @throws UserError where there are none; `AbortError` where it was ended.
 */
export const runReplay = async (options: ReplayOptions): Promise<number> => {
  const log = new ReadOnlyLog(options.dataDir);
  try {
    return await playAll(log, options);
  } finally {
    log.close();
  }
};
