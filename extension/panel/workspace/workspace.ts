import { computed, effect, signal, untracked } from '@preact/signals';
import type { Pair } from '../../../shared/pair.ts';
import type { CapturedTick } from '../../../shared/tick.ts';
import type { PairQuote } from '../data/pair-board.ts';
import { isSameView, type Shown } from '../data/shown.ts';
import { ChartSpot, type ChartSpotParts } from './chart-spot.ts';
import type { Selection } from './selection.ts';
import { SyncedCrosshair } from './synced-crosshair.ts';
import { Turns } from './turns.ts';

export interface WorkspaceParts extends Omit<ChartSpotParts, 'turns' | 'crosshair'> {
  readonly selection: Selection;
  readonly quote: (pair: Pair) => PairQuote | undefined;
}

/** The charts that the selection asks for: the one in focus draws each tick as it comes, the others in turns. */
export class Workspace {
  readonly #parts: WorkspaceParts;
  readonly #spotParts: ChartSpotParts;
  /** At least one, also while there is nothing to show. */
  readonly spots = signal<readonly ChartSpot[]>([]);
  readonly focused = computed(() => this.#spotAt(this.#parts.selection.focus.value));

  constructor(parts: WorkspaceParts) {
    this.#parts = parts;
    this.#spotParts = { ...parts, turns: new Turns(), crosshair: new SyncedCrosshair() };
    this.#fit([]);
  }

  /** From now on it follows the selection. */
  start(): void {
    const { selection } = this.#parts;
    effect(() => {
      const { value: charts } = selection.charts;
      untracked(() => {
        this.#fit(charts);
        this.describe();
      });
    });
    effect(() => {
      const focused = this.focused.value;
      for (const { cell } of this.spots.value) cell.isInFocus = cell === focused.cell;
    });
  }

  /** What is known of the shown pairs may have changed. */
  describe(): void {
    for (const [index, shown] of this.#parts.selection.charts.peek().entries())
      this.spots.peek()[index]?.show(shown, this.#parts.quote(shown.pair));
  }

  /** Draws ticks on the charts of their pairs, the one in focus first. Returns how many that one drew, of which. */
  take(ticks: readonly CapturedTick[]): {
    readonly onFocused: readonly CapturedTick[];
    readonly drawn: number;
  } {
    const focused = this.focused.peek();
    const onFocused = ticksOf(focused, ticks);
    const drawn = focused.cell.take(onFocused);
    for (const spot of this.spots.peek()) if (spot !== focused) spot.cell.take(ticksOf(spot, ticks));
    return { onFocused, drawn };
  }

  /** After the quotes have taken ticks of these pairs. */
  followQuotes(pairs: ReadonlySet<Pair>): void {
    for (const { cell, headline } of this.spots.peek()) {
      if (cell.pair === undefined || !pairs.has(cell.pair)) continue;
      this.#parts.frames.add(headline);
      cell.followDigits(this.#parts.quote(cell.pair));
    }
  }

  /** Asks for the newest candles again: of these pairs, or of all. */
  reload(pairs?: readonly Pair[]): void {
    for (const { cell } of this.spots.peek())
      if (cell.pair !== undefined && (pairs?.includes(cell.pair) ?? true)) cell.reload();
  }

  #spotAt(index: number): ChartSpot {
    const spots = this.spots.value;
    const spot = spots[index] ?? spots[0];
    if (!spot) throw new Error('The workspace has no chart.');
    return spot;
  }

  /** As many charts as there have to be. What goes is what no longer has its place; the others stay as they are. */
  #fit(charts: readonly Shown[]): void {
    const count = Math.max(1, charts.length);
    const before = this.spots.peek();
    if (count === before.length) return;
    const spots = [...before];
    const gone: ChartSpot[] = [];
    while (spots.length > count) {
      const misplaced = spots.findIndex(({ shown }, index) => !isSameView(shown.peek(), charts[index]));
      gone.push(...spots.splice(misplaced, 1));
    }
    while (spots.length < count) spots.push(new ChartSpot(this.#spotParts));
    this.spots.value = spots;
    for (const spot of gone) spot.destroy();
  }
}

const ticksOf = ({ cell }: ChartSpot, ticks: readonly CapturedTick[]): readonly CapturedTick[] => {
  const { pair } = cell;
  return pair === undefined ? [] : ticks.filter((tick) => tick.pair === pair);
};
