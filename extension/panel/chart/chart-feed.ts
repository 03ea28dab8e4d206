import type { Candle } from '../../../shared/candle.ts';
import type { FeedGap } from '../../../shared/feed-span.ts';
import type { Pair } from '../../../shared/pair.ts';
import type { Quote } from '../data/recent-quotes.ts';
import type { Histories } from '../relay/relay-view.ts';
import type { CandleChart } from './candle-chart.ts';
import { newestWithin } from './gaps.ts';
import { askForPage, liveSeries, pageLength, type Interval } from './interval.ts';
import type { SeriesPage } from './live-series.ts';
import { withGapsFrom } from './known-gaps.ts';

/** The library's cost follows the bars that it holds. */
const MAX_LIVE_BARS = 1_500;
const TRIMMED_BARS = 1_000;
/** With fewer the chart is not worth keeping in place when the history comes. */
const SPARSE_BARS = 20;
/** After a failed page of older candles; every scroll would ask again. */
const OLDER_RETRY_MS = 30_000;

export type FeedState = 'loading' | 'ready' | 'failed';

export interface ChartFeedParts {
  readonly chart: CandleChart;
  readonly histories: Histories;
  readonly onState: (state: FeedState, isEmpty: boolean) => void;
  /** The stretches among the candles that no page received, ascending; anew with each answer that has others. */
  readonly onGaps: (gaps: readonly FeedGap[]) => void;
}

/** What the chart shows: one pair's candles or ticks from the relay's history, followed tick by tick. */
export class ChartFeed {
  readonly #parts: ChartFeedParts;
  #pair: Pair | undefined;
  #interval: Interval = '1m';
  #candles = liveSeries('1m');
  #gaps: readonly FeedGap[] = [];
  /** Ticks that an answer under way may lack. */
  #recent: Quote[] = [];
  #isLoading = false;
  #isLoadingOlder = false;
  #reloadAfterwards = false;
  #selection = 0;

  constructor(parts: ChartFeedParts) {
    this.#parts = parts;
  }

  get candles(): readonly Candle[] {
    return this.#candles.candles;
  }

  /** Shows a pair, at first with the ticks that are at hand, and asks for its history. */
  select(pair: Pair, interval: Interval, recent: readonly Quote[]): void {
    this.#selection++;
    this.#pair = pair;
    this.#interval = interval;
    this.#candles = liveSeries(interval);
    this.#candles.add(recent);
    this.#recent = [...recent];
    this.#isLoadingOlder = false;
    this.#parts.chart.show(this.#candles.candles, this.#candles.duration);
    this.#tellGaps([]);
    void this.#load(true);
  }

  /** Asks for the newest candles again, as after a connection came back or history was added. */
  reload(): void {
    if (this.#pair === undefined) return;
    // An answer under way may be older than the reason to ask again.
    if (this.#isLoading) this.#reloadAfterwards = true;
    else void this.#load(this.#candles.candles.length < SPARSE_BARS);
  }

  /** Takes the shown pair's ticks, without repetitions, and calls the chart at once. Returns how many it drew. */
  take(ticks: readonly Quote[]): number {
    if (ticks.length === 0) return 0;
    const wasEmpty = this.#candles.candles.length === 0;
    const changes = this.#candles.add(ticks);
    const { chart } = this.#parts;
    if (changes.inserted) chart.replace(this.#candles.candles);
    else chart.update(changes.late, changes.live);
    if (this.#isLoading) this.#recent.push(...ticks);
    if (wasEmpty) this.#tellState(this.#isLoading ? 'loading' : 'ready');
    if (chart.barCount > MAX_LIVE_BARS) this.#trim();
    return ticks.length - changes.beforeFirst;
  }

  /** Asks for the page before the oldest candle; does nothing while one is under way or none is left. */
  async loadOlder(): Promise<void> {
    const before = this.#candles.olderBefore;
    if (this.#pair === undefined || before === undefined) return;
    if (this.#isLoadingOlder || !this.#candles.hasOlder) return;
    const selection = this.#selection;
    this.#isLoadingOlder = true;
    try {
      const page = await askForPage(this.#parts.histories, this.#pair, this.#interval, before);
      if (selection !== this.#selection) return;
      const added = this.#candles.prepend(page.candles, this.#isLast(page));
      if (added > 0) this.#parts.chart.replace(this.#candles.candles);
      this.#tellGaps(withGapsFrom(this.#gaps, page.gaps ?? [], page.candles[0]?.time, before));
      this.#isLoadingOlder = false;
    } catch {
      if (selection !== this.#selection) return;
      setTimeout(() => {
        if (selection === this.#selection) this.#isLoadingOlder = false;
      }, OLDER_RETRY_MS);
    }
  }

  /** Answers that are under way come to nothing. */
  stop(): void {
    this.#selection++;
    this.#pair = undefined;
  }

  async #load(isFirst: boolean): Promise<void> {
    if (this.#pair === undefined) return;
    const selection = this.#selection;
    this.#isLoading = true;
    this.#reloadAfterwards = false;
    this.#tellState('loading');
    try {
      const page = await askForPage(this.#parts.histories, this.#pair, this.#interval, undefined);
      if (selection !== this.#selection) return;
      this.#candles.load(page, this.#recent, this.#isLast(page));
      if (isFirst) this.#parts.chart.show(this.#candles.candles, this.#candles.duration);
      else this.#parts.chart.replace(this.#candles.candles);
      this.#tellGaps(withGapsFrom(this.#gaps, page.gaps ?? [], page.candles[0]?.time));
      this.#endLoad('ready');
    } catch {
      if (selection === this.#selection) this.#endLoad('failed');
    }
  }

  #endLoad(state: FeedState): void {
    this.#isLoading = false;
    this.#recent = [];
    this.#tellState(state);
    if (this.#reloadAfterwards) this.reload();
  }

  #isLast({ candles }: SeriesPage): boolean {
    return candles.length < pageLength(this.#interval);
  }

  /** Forgets old candles, unless the trader is looking at them. */
  #trim(): void {
    const { chart } = this.#parts;
    if (chart.barsInReach > TRIMMED_BARS) return;
    this.#candles.keepNewest(newestWithin(this.#candles.candles, this.#candles.duration, TRIMMED_BARS));
    chart.replace(this.#candles.candles);
  }

  #tellState(state: FeedState): void {
    this.#parts.onState(state, this.#candles.candles.length === 0);
  }

  #tellGaps(gaps: readonly FeedGap[]): void {
    if (gaps.length === 0 && this.#gaps.length === 0) return;
    this.#gaps = gaps;
    this.#parts.onGaps(gaps);
  }
}
