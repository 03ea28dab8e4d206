import { signal } from '@preact/signals';
import type { Candle } from '../../../shared/candle.ts';
import type { FeedGap } from '../../../shared/feed-span.ts';
import type { Pair } from '../../../shared/pair.ts';
import type { HistorySource } from '../../../shared/protocol.ts';
import type { CapturedTick } from '../../../shared/tick.ts';
import type { PairQuote } from '../data/pair-board.ts';
import type { HistoryMessage } from '../relay/pending-histories.ts';
import type { HistoryQuery } from '../relay/relay-view.ts';
import type { Shown } from '../selection.ts';
import { ChartController, type LayerCreator } from './chart-controller.ts';
import { ChartFeed, type FeedState } from './chart-feed.ts';

export interface ChartCondition {
  readonly state: FeedState;
  readonly isEmpty: boolean;
}

/** Where the last answer with candles came from, and how long the relay took, ms. */
export interface LastAnswer {
  readonly source: HistorySource;
  readonly ms: number;
}

/** One chart: what it shows, its element, and what there is to say of it. */
export class ChartCell {
  readonly element = document.createElement('div');
  readonly condition = signal<ChartCondition>({ state: 'loading', isEmpty: true });
  readonly gaps = signal<readonly FeedGap[]>([]);
  readonly lastAnswer = signal<LastAnswer | undefined>(undefined);
  readonly #controller: ChartController;
  readonly #feed: ChartFeed;
  #shown: Shown | undefined;
  #digits: number | undefined;

  constructor(history: (query: HistoryQuery) => Promise<HistoryMessage>) {
    this.element.className = 'chart-canvas';
    this.#controller = new ChartController(this.element, () => void this.#feed.loadOlder());
    this.#feed = new ChartFeed({
      chart: this.#controller,
      history: async (query) => {
        const answer = await history(query);
        this.lastAnswer.value = { source: answer.source, ms: answer.ms };
        return answer;
      },
      onState: (state, isEmpty) => (this.condition.value = { state, isEmpty }),
      onGaps: (gaps) => (this.gaps.value = gaps),
    });
  }

  get pair(): Pair | undefined {
    return this.#shown?.pair;
  }

  get candles(): readonly Candle[] {
    return this.#feed.candles;
  }

  /** Shows a pair's candles, at first of the ticks that `quote` still has. Returns whether that is a change. */
  show(shown: Shown, quote: PairQuote | undefined): boolean {
    if (shown.pair === this.#shown?.pair && shown.timeframe === this.#shown.timeframe) return false;
    this.#shown = shown;
    this.#digits = undefined;
    this.followDigits(quote);
    this.#feed.select(shown.pair, shown.timeframe, quote?.recent.quotes() ?? []);
    return true;
  }

  /** The shown pair's decimal places may become known, or more, with a tick or an asset list. */
  followDigits(quote: PairQuote | undefined): void {
    const digits = quote?.digits;
    if (digits === undefined || digits === this.#digits) return;
    this.#digits = digits;
    this.#controller.setDigits(digits);
  }

  /** Takes the shown pair's ticks. Returns how many it drew. */
  take(ticks: readonly CapturedTick[]): number {
    return this.#feed.take(ticks);
  }

  /** Adds what is drawn along with the candles; the answer takes it away again. */
  addLayer(create: LayerCreator): () => void {
    return this.#controller.addLayer(create, this.candles);
  }

  /** Asks for the newest candles again. */
  reload(): void {
    this.#feed.reload();
  }

  /** The chart as it is drawn now, in the screen's pixels; the crosshair left out. */
  picture(): HTMLCanvasElement {
    return this.#controller.picture();
  }

  destroy(): void {
    this.#controller.destroy();
  }
}
