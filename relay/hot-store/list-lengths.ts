import type { Pair } from '../../shared/pair.ts';
import type { RedisCommands } from './redis-commands.ts';

/**
 * The lengths of the lists in Redis as the relay left them, by which it is noticed where something else took
 * ticks out: a FLUSHALL, another program's pop, a server that came back without its data behind a proxy.
 */
export class ListLengths {
  readonly #commands: RedisCommands;
  readonly #left = new Map<Pair, number>();

  constructor(commands: RedisCommands) {
    this.#commands = commands;
  }

  /** Nothing is known of any list any more. */
  clear(): void {
    this.#left.clear();
  }

  leave(pair: Pair, length: number): void {
    this.#left.set(pair, length);
  }

  /** There is no list any more that something could be taken out of. */
  forget(pair: Pair): void {
    this.#left.delete(pair);
  }

  get(pair: Pair): number | undefined {
    return this.#left.get(pair);
  }

  /** The pairs whose list is shorter than it was left, of those that `asked` says yes to. Never rejects. */
  async shortened(asked: (pair: Pair) => boolean): Promise<Pair[]> {
    const known = [...this.#left].filter(([pair]) => asked(pair));
    try {
      const lengths = await Promise.all(known.map(([pair]) => this.#commands.length(pair)));
      return known.flatMap(([pair, left], index) => ((lengths[index] ?? left) < left ? [pair] : []));
    } catch {
      // A server that does not answer this will not take the next tick either, which says why.
      return [];
    }
  }
}
