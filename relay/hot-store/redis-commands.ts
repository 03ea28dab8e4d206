import type { Candle } from '../../shared/candle.ts';
import type { Pair } from '../../shared/pair.ts';
import type { Tick } from '../../shared/tick.ts';
import type { Timeframe } from '../../shared/timeframe.ts';
import { CANDLE_CACHE_SECONDS, RECENT_TICKS } from './hot-store.ts';
import type { RedisClient } from './redis-client.ts';
import type { RedisNames } from './redis-names.ts';
import { tickLines } from './tick-json.ts';

/** What the relay says to Redis. Every one rejects with the server's or the connection's error. */
export class RedisCommands {
  readonly #client: RedisClient;
  readonly #names: RedisNames;

  constructor(client: RedisClient, names: RedisNames) {
    this.#client = client;
    this.#names = names;
  }

  /** Adds lines of ticks, oldest first, to the pair's list. Answers its length before it was cut. */
  async push(pair: Pair, lines: readonly string[]): Promise<number> {
    const key = this.#names.ticks(pair);
    const [length] = await Promise.all([
      this.#client.lpush(key, ...lines),
      this.#client.ltrim(key, 0, RECENT_TICKS - 1),
    ]);
    return length;
  }

  /** How long the pair's list is. */
  length(pair: Pair): Promise<number> {
    return this.#client.llen(this.#names.ticks(pair));
  }

  /**
   * Tells the pair's channel: one message with one tick's JSON a line, oldest first, so that a message of a
   * single tick, as nearly all are, is that tick's JSON.
   */
  async publish(pair: Pair, lines: readonly string[]): Promise<void> {
    await this.#client.publish(this.#names.updates(pair), lines.join('\n'));
  }

  /** Replaces the pair's list by `ticks`, newest first; other programs see the old list or the new one. */
  async rewrite(pair: Pair, ticks: readonly Tick[]): Promise<void> {
    const key = this.#names.ticks(pair);
    const results = await this.#client
      .multi()
      .del(key)
      .rpush(key, ...tickLines(pair, ticks))
      .exec();
    for (const [error] of results ?? []) if (error) throw error;
  }

  async deleteTicks(pair: Pair): Promise<void> {
    await this.#client.del(this.#names.ticks(pair));
  }

  async setCandles(pair: Pair, timeframe: Timeframe, candles: readonly Candle[]): Promise<void> {
    const key = this.#names.historical(pair, timeframe);
    await this.#client.set(key, JSON.stringify(candles), 'EX', CANDLE_CACHE_SECONDS);
  }

  async deleteCandles(pair: Pair, timeframes: readonly Timeframe[]): Promise<void> {
    await Promise.all(
      timeframes.map((timeframe) => this.#client.del(this.#names.historical(pair, timeframe))),
    );
  }
}
