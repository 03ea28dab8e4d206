import { effect, signal } from '@preact/signals';
import type { Candle } from '../../../shared/candle.ts';
import type { FeedGap } from '../../../shared/feed-span.ts';
import type { Pair } from '../../../shared/pair.ts';
import type { HistorySource } from '../../../shared/protocol.ts';
import type { CapturedTick } from '../../../shared/tick.ts';
import type { PairQuote } from '../data/pair-board.ts';
import type { FrameQueue } from '../list/frame-queue.ts';
import type { Histories } from '../relay/relay-view.ts';
import { isSameView, type Shown } from '../data/shown.ts';
import { BrokerTime } from './broker-time.ts';
import { ChartController, type LayerCreator } from './chart-controller.ts';
import { ChartFeed, type FeedState } from './chart-feed.ts';
import { ChartMarks, type DrawnMarks } from './chart-marks.ts';
import { chartType } from './chart-type.ts';
import type { ChartType } from './chart-types.ts';
import type { Interval } from './interval.ts';
import { PacedChart, type Pace } from './paced-chart.ts';
import { SERIES_KINDS } from './series/series-kinds.ts';
import { timeZone } from './time-zone.ts';

export interface ChartCondition {
  readonly state: FeedState;
  readonly isEmpty: boolean;
}

/** Where the last answer with candles came from, and how long the relay took, ms. */
export interface LastAnswer {
  readonly source: HistorySource;
  readonly ms: number;
}

export interface ChartCellParts {
  readonly histories: Histories;
  /** Out of focus, as a chart is at first, it is drawn when this lets it. */
  readonly pace: Pace;
  /** In which what stands beside the canvas is painted. */
  readonly frames: FrameQueue;
}

/** One chart: what it shows, its element, and what there is to say of it. */
export class ChartCell {
  readonly element = document.createElement('div');
  readonly condition = signal<ChartCondition>({ state: 'loading', isEmpty: true });
  readonly gaps = signal<readonly FeedGap[]>([]);
  readonly lastAnswer = signal<LastAnswer | undefined>(undefined);
  readonly #controller: ChartController;
  readonly #paced: PacedChart;
  readonly #feed: ChartFeed;
  readonly #marks: ChartMarks;
  readonly #stops: (() => void)[];
  #brokerTime = new BrokerTime();
  #type: ChartType = chartType.value;
  #shown: Shown | undefined;
  #quote: PairQuote | undefined;
  #digits: number | undefined;

  constructor({ histories, pace, frames }: ChartCellParts) {
    this.element.className = 'chart-canvas';
    this.#controller = new ChartController(this.element, SERIES_KINDS[this.#type], () => {
      void this.#feed.loadOlder();
    });
    this.#paced = new PacedChart(this.#controller, pace);
    this.#feed = new ChartFeed({
      chart: this.#paced,
      histories: {
        history: async (query) => {
          const answer = await histories.history(query);
          this.lastAnswer.value = { source: answer.source, ms: answer.ms };
          return answer;
        },
        tickHistory: async (query) => {
          const answer = await histories.tickHistory(query);
          this.lastAnswer.value = { source: 'log', ms: answer.ms };
          return answer;
        },
      },
      onState: (state, isEmpty) => (this.condition.value = { state, isEmpty }),
      onGaps: (gaps) => (this.gaps.value = gaps),
    });
    this.#marks = new ChartMarks({
      place: this.element,
      addLayer: (create) => this.addLayer(create),
      brokerTime: () => this.#brokerTime,
      candles: () => this.candles,
      gaps: () => this.gaps.peek(),
      duration: () => this.#controller.duration,
      kind: () => SERIES_KINDS[this.#type],
      inTurn: (draw) => this.#paced.inTurn(draw),
      frames,
    });
    this.#stops = [
      effect(() => this.#setType(chartType.signal.value)),
      effect(() => this.#controller.setTimeZone(timeZone.signal.value)),
      this.gaps.subscribe(() => this.#marks.gapsChanged()),
    ];
  }

  get pair(): Pair | undefined {
    return this.#shown?.pair;
  }

  /** Of a tick chart, a candle for each tick. */
  get candles(): readonly Candle[] {
    return this.#feed.candles;
  }

  get type(): ChartType {
    return this.#type;
  }

  /** Times of the outermost candles in view, UTC ms. */
  get visibleTimes(): ChartController['visibleTimes'] {
    return this.#controller.visibleTimes;
  }

  /** What stands on the chart beside its candles. */
  get marks(): DrawnMarks {
    return this.#marks.drawn;
  }

  /** Decimal places of the shown pair's prices, as far as they are known. */
  get digits(): number | undefined {
    return this.#digits;
  }

  /** Shows a pair's candles, at first of the ticks that `quote` still has. Returns whether that is a change. */
  show(shown: Shown, quote: PairQuote | undefined): boolean {
    if (isSameView(shown, this.#shown)) return false;
    const [pair, interval] = [this.pair, this.interval];
    // Another pair may be another broker's.
    if (shown.pair !== pair) this.#brokerTime = new BrokerTime();
    this.#shown = shown;
    this.#digits = undefined;
    this.followDigits(quote);
    // Single ticks are the same in every timeframe.
    if (shown.pair !== pair || this.interval !== interval) this.#select();
    return true;
  }

  /** The shown pair's decimal places may become known, or more, with a tick or an asset list. */
  followDigits(quote: PairQuote | undefined): void {
    this.#quote = quote;
    const digits = quote?.digits;
    if (digits === undefined || digits === this.#digits) return;
    this.#digits = digits;
    this.#controller.setDigits(digits);
  }

  /** Takes the shown pair's ticks. Returns how many it drew. */
  take(ticks: readonly CapturedTick[]): number {
    const drawn = this.#feed.take(ticks);
    const last = ticks.at(-1);
    if (last) this.#brokerTime.hear(last.timestamp, last.capturedAt);
    return drawn;
  }

  /** In focus, ticks are drawn as they come. */
  set isInFocus(isInFocus: boolean) {
    this.#paced.isInFocus = isInFocus;
  }

  /** Shows the figures of the candle at a time, UTC ms; without one, of the last. */
  legendAt(time: number | undefined): void {
    this.#marks.legendAt(time);
  }

  /** Adds what is drawn along with the candles; the answer takes it away again. */
  addLayer(create: LayerCreator): () => void {
    this.#paced.draw();
    return this.#controller.addLayer(create, this.candles);
  }

  /** Asks for the newest candles again. */
  reload(): void {
    this.#feed.reload();
  }

  /** The chart as it is drawn now, in the screen's pixels; the crosshair left out. */
  picture(): HTMLCanvasElement {
    this.#paced.draw();
    return this.#controller.picture();
  }

  destroy(): void {
    for (const stop of this.#stops) stop();
    this.#feed.stop();
    this.#paced.destroy();
    this.#controller.destroy();
  }

  /** What one place on the time axis stands for; `undefined` while nothing is shown. */
  get interval(): Interval | undefined {
    if (!this.#shown) return undefined;
    return this.#type === 'ticks' ? 'ticks' : this.#shown.timeframe;
  }

  #setType(type: ChartType): void {
    const before = this.interval;
    this.#type = type;
    this.#paced.draw();
    this.#controller.setKind(SERIES_KINDS[type], this.candles);
    if (this.interval !== before) this.#select();
  }

  #select(): void {
    if (!this.#shown || !this.interval) return;
    this.#feed.select(this.#shown.pair, this.interval, this.#quote?.recent.quotes() ?? []);
  }
}
