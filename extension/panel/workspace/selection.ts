import { batch, computed, signal, type ReadonlySignal } from '@preact/signals';
import type { Pair } from '../../../shared/pair.ts';
import { named, type NewNames } from '../../../shared/pair-rename.ts';
import type { Timeframe } from '../../../shared/timeframe.ts';
import {
  memoryWithNames,
  readPanelMemory,
  writePanelMemory,
  type PanelMemory,
} from '../storage/panel-memory.ts';
import { chartsChoice, without, withCount, withShown } from './charts-choice.ts';
import { chosenByPage, shownOf, type PageView, type Shown } from '../data/shown.ts';

export interface SelectionParts {
  /** Whether there is room for more than the first chart. */
  readonly hasRoom: ReadonlySignal<boolean>;
  /** In the order of the list. */
  readonly listedPairs: () => readonly Pair[];
}

/**
 * What each chart shows and which of them is in focus. The first chart is the one of a narrow panel: it follows the
 * page or the list until a pair is chosen, and remembers a timeframe per pair. The others have each their own.
 */
export class Selection {
  readonly #parts: SelectionParts;
  readonly #memory = signal<PanelMemory>({ timeframes: {} });
  readonly #others = chartsChoice();
  readonly #page = signal<PageView | undefined>(undefined);
  readonly #firstPair = signal<Pair | undefined>(undefined);
  readonly #focus = signal(0);
  /** What each chart shows, at least one; empty while there is no pair. */
  readonly charts = computed<readonly Shown[]>(() => {
    const first = shownOf(this.#memory.value, this.#page.value, this.#firstPair.value);
    if (!first) return [];
    const { count, others } = this.#others.signal.value;
    return this.#parts.hasRoom.value ? [first, ...others.slice(0, count - 1)] : [first];
  });
  /** The place of the chart in focus, on which every choice acts. */
  readonly focus = computed(() => Math.min(this.#focus.value, Math.max(0, this.charts.value.length - 1)));
  /** What the chart in focus shows. */
  readonly shown = computed<Shown | undefined>(() => this.charts.value[this.focus.value]);

  constructor(parts: SelectionParts) {
    this.#parts = parts;
  }

  get hasRoom(): ReadonlySignal<boolean> {
    return this.#parts.hasRoom;
  }

  /** Reads what is remembered. */
  async load(): Promise<void> {
    await this.#others.loaded;
    this.#memory.value = await readPanelMemory();
  }

  /** The first pair that there is, for as long as nothing was chosen. */
  setFirstPair(pair: Pair | undefined): void {
    this.#firstPair.value ??= pair;
  }

  /** What the broker's page shows. */
  setPage(page: PageView): void {
    this.#page.value = page;
  }

  /** Shows what the page shows: in the chart that has the pair already, else in the one in focus. */
  follow(page: PageView): void {
    batch(() => {
      const index = this.charts.value.findIndex(({ pair }) => pair === page.pair);
      if (index >= 0) this.focusOn(index);
      if (this.focus.value === 0) this.#remember(chosenByPage(this.#memory.value, page));
      else this.#change(page);
    });
  }

  choosePair(pair: Pair): void {
    if (this.focus.value === 0) this.#remember({ ...this.#memory.value, pair });
    else this.#change({ pair, timeframe: this.#memory.value.timeframes[pair] });
  }

  chooseTimeframe(timeframe: Timeframe): void {
    if (!this.shown.value) return;
    const { pair } = this.shown.value;
    const memory = this.#memory.value;
    if (this.focus.value === 0)
      this.#remember({ ...memory, timeframes: { ...memory.timeframes, [pair]: timeframe } });
    else this.#change({ pair, timeframe });
  }

  /** Shows under its name what was chosen before that was known. */
  rename(names: NewNames): void {
    const memory = memoryWithNames(this.#memory.value, names);
    const { others } = this.#others.value;
    const first = this.#firstPair.value;
    batch(() => {
      if (memory !== this.#memory.value) this.#remember(memory);
      if (others.some(({ pair }) => names.has(pair)))
        void this.#others.set({ ...this.#others.value, others: others.map((shown) => named(shown, names)) });
      if (first !== undefined) this.#firstPair.value = names.get(first) ?? first;
    });
  }

  focusOn(index: number): void {
    this.#focus.value = index;
  }

  focusNext(): void {
    this.focusOn((this.focus.value + 1) % Math.max(1, this.charts.value.length));
  }

  /** So many charts; one that was never there shows the next pair of the list that no other has. */
  chooseCount(count: number): void {
    const [first] = this.charts.value;
    if (!first) return;
    const another = (others: readonly Shown[]): Shown => {
      const taken = new Set([first, ...others].map(({ pair }) => pair));
      const pair = this.#parts.listedPairs().find((listed) => !taken.has(listed)) ?? first.pair;
      return { pair, timeframe: this.#memory.value.timeframes[pair] ?? first.timeframe };
    };
    void this.#others.set(withCount(this.#others.value, count, another));
  }

  /** Takes one chart away; where it is the first, the second takes its place. */
  close(index: number): void {
    const [, second] = this.charts.value;
    if (!second) return;
    batch(() => {
      if (this.focus.value > index) this.focusOn(this.focus.value - 1);
      if (index === 0) this.#remember(chosenByPage(this.#memory.value, second));
      void this.#others.set(without(this.#others.value, Math.max(1, index)));
    });
  }

  /** Of the chart in focus, one after the first. */
  #change({ pair, timeframe }: PageView): void {
    const before = this.shown.value;
    if (!before) return;
    const shown = { pair, timeframe: timeframe ?? before.timeframe };
    void this.#others.set(withShown(this.#others.value, this.focus.value, shown));
  }

  #remember(memory: PanelMemory): void {
    this.#memory.value = memory;
    void writePanelMemory(memory);
  }
}
