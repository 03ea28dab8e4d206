import type { Pair } from '../../shared/pair.ts';
import type { CapturedTick, Tick } from '../../shared/tick.ts';
import { backoff } from '../../shared/backoff.ts';
import { RECENT_TICKS } from './hot-store.ts';
import type { MemoryHotStore } from './memory-hot-store.ts';
import { PairCopies } from './pair-copies.ts';
import type { RedisCommands } from './redis-commands.ts';

/** Ticks of one pair that may wait for a slow Redis; older ones are not published any more. */
const MAX_PENDING = 4 * RECENT_TICKS;
/** Lists rewritten in one flush: 20 of 1,000 ticks are 1.2 MB, so a return does not hold up the live ticks. */
const REWRITES_PER_FLUSH = 20;
const HOLD_AFTER_FAILURE = { first: 100, longest: 1_000 };
/** The chart comes first: by then a tick is on its way to it, and Redis takes no processor from that. */
const BEHIND_VIEWERS_MS = 5;
/** A command costs far more than a tick within it. So after a flush the ticks gather a while. */
const GATHER_MS = 25;
/** How often the lists are looked at, so that what somebody emptied is right again within 2 s. */
const CHECK_MS = 1_000;
/** Two flushes in a row that take longer are no accident. */
const SLOW_FLUSH_MS = 500;

export interface RedisWriterEvents {
  /** Redis is where the memory store is. */
  succeeded(): void;
  /** Redis has answered for all ticks of a flush, so many ms after the oldest of them was added. */
  published(ms: number): void;
  /** A flush failed at least in part; the pairs concerned are rewritten with the next one. */
  failed(error: unknown): void;
  /** Redis is where the memory store is, but later than live. */
  slow(): void;
  /** Somebody else took ticks out of lists; they are rewritten. */
  emptied(): void;
  /** So many ticks will not be published. */
  skipped(ticks: number): void;
}

/**
 * Brings Redis to where the memory store is. One flush is under way at a time; what arrives meanwhile gathers by
 * pair, up to a limit, so that a slow server costs no memory. A pair whose list may be wrong is dirty
 * and gets rewritten whole.
 */
export class RedisWriter {
  readonly #memory: MemoryHotStore;
  readonly #copies: PairCopies;
  readonly #events: RedisWriterEvents;
  #connected = false;
  #pending = new Map<Pair, Tick[]>();
  /** When the first of the pending ticks came. */
  #pendingSince = 0;
  readonly #dirty = new Set<Pair>();
  #flushing: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #failures = 0;
  #checkTimer: NodeJS.Timeout | undefined;
  #checkDue = false;
  #slowFlushes = 0;

  /** `after`: nothing is written before; what is added meanwhile gathers. Must not reject. */
  constructor(
    commands: RedisCommands,
    memory: MemoryHotStore,
    events: RedisWriterEvents,
    after?: Promise<unknown>,
  ) {
    this.#memory = memory;
    this.#copies = new PairCopies(commands, memory, (ticks) => events.skipped(ticks));
    this.#events = events;
    if (after) this.#underWay(after);
  }

  /** Redis is there (again): everything in it may be old or gone. */
  connected(): void {
    this.#connected = true;
    this.#failures = 0;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#copies.forget();
    clearInterval(this.#checkTimer);
    this.#checkTimer = setInterval(() => this.#check(), CHECK_MS);
    this.markDirty(this.#memory.pairs());
    if (this.#dirty.size === 0) this.#events.succeeded();
  }

  disconnected(): void {
    this.#connected = false;
    clearInterval(this.#checkTimer);
    for (const ticks of this.#pending.values()) this.#events.skipped(ticks.length);
    this.#pending.clear();
  }

  markDirty(pairs: Iterable<Pair>): void {
    for (const pair of pairs) this.#dirty.add(pair);
    this.#schedule();
  }

  add(batch: readonly CapturedTick[]): void {
    if (!this.#connected) {
      this.#events.skipped(batch.length);
      return;
    }
    if (this.#pending.size === 0) this.#pendingSince = performance.now();
    for (const tick of batch) {
      let ticks = this.#pending.get(tick.pair);
      if (!ticks) this.#pending.set(tick.pair, (ticks = []));
      ticks.push(tick);
      // More would only push these out of the list again.
      if (ticks.length === RECENT_TICKS) this.#hurry();
      if (ticks.length > MAX_PENDING) this.#events.skipped(ticks.splice(0, RECENT_TICKS).length);
    }
    this.#schedule();
  }

  /** Resolves when nothing is under way, and nothing waits but for Redis to recover. */
  async drained(): Promise<void> {
    for (;;) {
      this.#hurry();
      if (!this.#flushing) return;
      await this.#flushing;
    }
  }

  /** Resolves when what was added before is in Redis, or waits for Redis to recover. */
  async settled(): Promise<void> {
    await this.#flushing;
    this.#hurry();
    await this.#flushing;
  }

  stop(): void {
    this.disconnected();
    clearTimeout(this.#timer);
  }

  #schedule(): void {
    if (this.#canBegin() && !this.#timer) this.#wait(BEHIND_VIEWERS_MS);
  }

  #wait(ms: number): void {
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#begin();
    }, ms);
  }

  /** Begins at once, unless Redis is to recover first. */
  #hurry(): void {
    if (this.#failures > 0 && this.#timer) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#begin();
  }

  #canBegin(): boolean {
    return (
      this.#connected && !this.#flushing && (this.#pending.size > 0 || this.#dirty.size > 0 || this.#checkDue)
    );
  }

  #begin(): void {
    if (this.#canBegin()) this.#underWay(this.#flush());
  }

  /** No flush begins before `work` has ended. */
  #underWay(work: Promise<unknown>): void {
    this.#flushing = work.then(() => {
      this.#flushing = undefined;
      this.#schedule();
    });
  }

  async #flush(): Promise<void> {
    const began = performance.now();
    const pending = this.#pending;
    const pendingSince = this.#pendingSince;
    this.#pending = new Map();
    const rewrites = [...this.#dirty].slice(0, REWRITES_PER_FLUSH);
    const checked = this.#checkDue ? this.#copies.shortened((pair) => !this.#dirty.has(pair)) : [];
    this.#checkDue = false;
    const work: [Pair, Promise<void>][] = rewrites.map((pair) => [pair, this.#copies.rewrite(pair)]);
    for (const [pair, ticks] of pending) work.push([pair, this.#write(pair, ticks)]);
    for (const pair of rewrites) this.#dirty.delete(pair);

    const outcomes = await Promise.allSettled(work.map(([, done]) => done));
    let failure: PromiseRejectedResult | undefined;
    outcomes.forEach((outcome, index) => {
      const pair = work[index]?.[0];
      if (outcome.status === 'fulfilled' || pair === undefined) return;
      failure = outcome;
      this.#dirty.add(pair);
    });
    this.#rewriteShortened(await checked);
    if (failure) this.#hold(failure.reason);
    else {
      this.#failures = 0;
      this.#slowFlushes = performance.now() - began > SLOW_FLUSH_MS ? this.#slowFlushes + 1 : 0;
      if (this.#slowFlushes > 1) this.#events.slow();
      else if (this.#dirty.size === 0) this.#events.succeeded();
      if (pending.size > 0) {
        this.#events.published(performance.now() - pendingSince);
        this.#wait(GATHER_MS);
      }
    }
  }

  /** Looks at the lists with the next flush: one may be gone without a tick of its pair to notice it by. */
  #check(): void {
    this.#checkDue = true;
    this.#schedule();
  }

  #rewriteShortened(pairs: readonly Pair[]): void {
    if (pairs.length > 0) this.#events.emptied();
    for (const pair of pairs) this.#dirty.add(pair);
  }

  #hold(reason: unknown): void {
    this.#events.failed(reason);
    this.#failures++;
    this.#wait(backoff(this.#failures, HOLD_AFTER_FAILURE));
  }

  /** A dirty pair's new ticks come with its rewritten list, so only its channel needs them. */
  async #write(pair: Pair, ticks: readonly Tick[]): Promise<void> {
    if (this.#dirty.has(pair)) {
      await this.#copies.tell(pair, ticks);
      return;
    }
    const shortened = await this.#copies.add(pair, ticks);
    if (!shortened) return;
    this.#rewriteShortened([pair]);
    // What happened to this list has most likely happened to all.
    this.#checkDue = true;
  }
}
