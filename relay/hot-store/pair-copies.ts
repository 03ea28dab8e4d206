import type { Pair } from '../../shared/pair.ts';
import type { Tick } from '../../shared/tick.ts';
import { TIMEFRAMES } from '../../shared/timeframe.ts';
import { RECENT_TICKS } from './hot-store.ts';
import { ListLengths } from './list-lengths.ts';
import type { MemoryHotStore } from './memory-hot-store.ts';
import type { RedisCommands } from './redis-commands.ts';
import { tickLines } from './tick-json.ts';

/** Brings single pairs to Redis: their new ticks, or all that the memory store has of them. */
export class PairCopies {
  readonly #commands: RedisCommands;
  readonly #memory: MemoryHotStore;
  readonly #lengths: ListLengths;
  readonly #onUnpublished: (ticks: number) => void;

  /** @param onUnpublished told of ticks that no channel was told of. */
  constructor(commands: RedisCommands, memory: MemoryHotStore, onUnpublished: (ticks: number) => void) {
    this.#commands = commands;
    this.#memory = memory;
    this.#lengths = new ListLengths(commands);
    this.#onUnpublished = onUnpublished;
  }

  /** Redis may be another one: nothing is known of its lists. */
  forget(): void {
    this.#lengths.clear();
  }

  /**
   * Adds ticks, oldest first, to the pair's list and tells its channel. Resolves with whether the list was shorter
   * than it was left: somebody else took ticks out. Rejects with the server's error.
   */
  async add(pair: Pair, ticks: readonly Tick[]): Promise<boolean> {
    const lines = tickLines(pair, ticks);
    const [shortened] = await Promise.all([
      this.#push(pair, lines.slice(-RECENT_TICKS)),
      this.#publish(pair, lines),
    ]);
    return shortened;
  }

  /** Tells the pair's channel alone: its list is about to be rewritten with these ticks in it. */
  async tell(pair: Pair, ticks: readonly Tick[]): Promise<void> {
    await this.#publish(pair, tickLines(pair, ticks));
  }

  /** Makes the pair's list and cached series what the memory store has. Rejects with the server's error. */
  async rewrite(pair: Pair): Promise<void> {
    const ticks = this.#memory.newest(pair, RECENT_TICKS);
    const series = TIMEFRAMES.map((timeframe) => [timeframe, this.#memory.cached(pair, timeframe)] as const);
    const stale = series.filter(([, candles]) => !candles).map(([timeframe]) => timeframe);
    await Promise.all([
      ticks.length > 0 ? this.#commands.rewrite(pair, ticks) : this.#commands.deleteTicks(pair),
      this.#commands.deleteCandles(pair, stale),
      ...series.map(([timeframe, candles]) =>
        candles ? this.#commands.setCandles(pair, timeframe, candles) : undefined,
      ),
    ]);
    if (ticks.length > 0) this.#lengths.leave(pair, ticks.length);
    else this.#lengths.forget(pair);
  }

  /** The pairs whose list is shorter than it was left, of those that `asked` says yes to. Never rejects. */
  shortened(asked: (pair: Pair) => boolean): Promise<Pair[]> {
    return this.#lengths.shortened(asked);
  }

  async #push(pair: Pair, lines: readonly string[]): Promise<boolean> {
    const before = this.#lengths.get(pair);
    const length = await this.#commands.push(pair, lines);
    this.#lengths.leave(pair, Math.min(length, RECENT_TICKS));
    return before !== undefined && length < before + lines.length;
  }

  async #publish(pair: Pair, lines: readonly string[]): Promise<void> {
    try {
      await this.#commands.publish(pair, lines);
    } catch (error) {
      this.#onUnpublished(lines.length);
      throw error;
    }
  }
}
