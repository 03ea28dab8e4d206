import type { Pair } from '../../shared/pair.ts';
import { tickToTuple, type CapturedTick } from '../../shared/tick.ts';
import type { Connection } from './connection.ts';

type Wanted = '*' | readonly Pair[];

/** Viewers that want the same pairs: they share one text. */
interface Group {
  readonly wants: (tick: CapturedTick) => boolean;
  readonly viewers: Set<Connection>;
}

const keyOf = (wanted: Wanted): string =>
  wanted === '*' ? '*' : JSON.stringify([...new Set(wanted)].sort());

const groupOf = (wanted: Wanted): Group => {
  if (wanted === '*') return { wants: () => true, viewers: new Set() };
  const pairs = new Set(wanted);
  return { wants: ({ pair }) => pairs.has(pair), viewers: new Set() };
};

/** Hands live ticks to the viewers that want them, at once. */
export class FanOut {
  readonly #groups = new Map<string, Group>();

  /** Replaces what this viewer wanted before. */
  subscribe(viewer: Connection, wanted: Wanted): void {
    this.leave(viewer);
    const key = keyOf(wanted);
    const group = this.#groups.get(key) ?? groupOf(wanted);
    group.viewers.add(viewer);
    this.#groups.set(key, group);
  }

  leave(viewer: Connection): void {
    for (const [key, { viewers }] of this.#groups) {
      if (viewers.delete(viewer) && viewers.size === 0) this.#groups.delete(key);
    }
  }

  publish(ticks: readonly CapturedTick[]): void {
    for (const { wants, viewers } of this.#groups.values()) {
      const wanted = ticks.filter(wants);
      if (wanted.length === 0) continue;
      const text = Buffer.from(JSON.stringify({ type: 'ticks', ticks: wanted.map(tickToTuple) }));
      for (const viewer of viewers) viewer.sendText(text);
    }
  }
}
