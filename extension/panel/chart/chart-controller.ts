import { createChart, type IChartApi, type TickMarkType } from 'lightweight-charts';
import type { Candle } from '../../../shared/candle.ts';
import { milliseconds, seconds, toMilliseconds, type Milliseconds } from '../../../shared/units.ts';
import type { TimeZone } from '../data/clock-date.ts';
import { formatPrice } from '../data/price-format.ts';
import { onAppearanceChange } from '../preferences/appearance.ts';
import type { CandleChart } from './candle-chart.ts';
import { ChartLayers, type LayerCreator } from './chart-layers.ts';
import { chartOptions, themeColors } from './chart-theme.ts';
import { formatCrosshairTime, formatTickMark, type TimeFormat } from './chart-time.ts';
import { gapAfter } from './gaps.ts';
import { chartTime, type Bar, type MainSeries, type SeriesKind } from './series/series-kind.ts';

export type { LayerCreator } from './chart-layers.ts';
export type { MainSeries } from './series/series-kind.ts';

/** So close to the oldest bar the next page is asked for, before the trader sees the end. */
const NEAR_START_BARS = 30;
const BAR_SPACING_PX = 7;
const RIGHT_OFFSET_BARS = 4;

/** Characters of a label of the time axis: `14:03:59`, and `14:03:59.250` for single ticks. */
const LABEL_LENGTH = 8;
const TICK_LABEL_LENGTH = 12;
/** A layer of ours draws the live price, in the same way for every kind of series. */
const WITHOUT_PRICE_LINE = { lastValueVisible: false, priceLineVisible: false };

const emptyBar = (time: Milliseconds): Bar => ({ time: chartTime(time) });

/** The only place that knows the chart library: bars and seconds here, candles and ms everywhere else. */
export class ChartController implements CandleChart {
  readonly #chart: IChartApi;
  #kind: SeriesKind;
  #series: MainSeries;
  readonly #layers: ChartLayers;
  #timeFormat: TimeFormat = { zone: 'local', hasMilliseconds: false };
  #digits: number | undefined;
  readonly #stopFollowingAppearance: () => void;
  #duration = milliseconds(0);
  #lastTime: Milliseconds | undefined;
  #barCount = 0;

  /** `onNearStart` is called whenever the view comes near the oldest bar. */
  constructor(container: HTMLElement, kind: SeriesKind, onNearStart: () => void) {
    this.#chart = createChart(container, {
      timeScale: {
        barSpacing: BAR_SPACING_PX,
        rightOffset: RIGHT_OFFSET_BARS,
        tickMarkFormatter: (time: unknown, type: TickMarkType) =>
          formatTickMark(time, type, this.#timeFormat),
      },
      autoSize: true,
      localization: {
        timeFormatter: (time: unknown) => formatCrosshairTime(time, this.#timeFormat),
        locale: 'en',
      },
    });
    this.#chart.applyOptions(chartOptions());
    this.#kind = kind;
    this.#series = this.#addSeries(kind);
    this.#layers = new ChartLayers(this.#chart);
    this.#chart.timeScale().subscribeVisibleLogicalRangeChange((range) => {
      if (range && range.from < NEAR_START_BARS) onNearStart();
    });
    let hadWidth = false;
    this.#chart.timeScale().subscribeSizeChange((width) => {
      // Shown before it has a place, it squeezed its bars into none, and would leave them so.
      if (width > 0 && !hadWidth) this.#chart.timeScale().resetTimeScale();
      hadWidth = width > 0;
    });
    this.#stopFollowingAppearance = onAppearanceChange(this.#applyTheme);
  }

  get barCount(): number {
    return this.#barCount;
  }

  get barsInReach(): number {
    const range = this.#chart.timeScale().getVisibleLogicalRange();
    return range ? this.#barCount - range.from : 0;
  }

  /** Times of the outermost bars in view, UTC ms; `undefined` without any. */
  get visibleTimes(): { readonly from: Milliseconds; readonly to: Milliseconds } | undefined {
    const range = this.#chart.timeScale().getVisibleRange();
    if (!range) return undefined;
    const time = (chartTime: unknown) => toMilliseconds(seconds(Number(chartTime)));
    return { from: time(range.from), to: time(range.to) };
  }

  get duration(): Milliseconds {
    return this.#duration;
  }

  show(candles: readonly Candle[], duration: Milliseconds): void {
    this.#duration = duration;
    this.#timeFormat = { ...this.#timeFormat, hasMilliseconds: duration === 0 };
    this.#chart.timeScale().applyOptions({
      timeVisible: true,
      secondsVisible: duration < 60_000,
      tickMarkMaxCharacterLength: duration === 0 ? TICK_LABEL_LENGTH : LABEL_LENGTH,
    });
    this.replace(candles);
    this.#series.priceScale().applyOptions({ autoScale: true });
    this.#chart.timeScale().resetTimeScale();
  }

  replace(candles: readonly Candle[]): void {
    this.#setBars(candles);
    this.#layers.replace(candles);
  }

  /** Draws the candles that are on the chart in another way; what is in view stays. */
  setKind(kind: SeriesKind, candles: readonly Candle[]): void {
    if (kind === this.#kind) return;
    const old = this.#series;
    this.#layers.remove();
    this.#kind = kind;
    this.#series = this.#addSeries(kind);
    this.#setBars(candles);
    this.#chart.removeSeries(old as never);
    this.#layers.moveTo(this.#series, candles);
  }

  setTimeZone(zone: TimeZone): void {
    this.#timeFormat = { ...this.#timeFormat, zone };
    // The library keeps the labels that it has until it is told anything of their format.
    this.#chart.applyOptions({ timeScale: {}, localization: {} });
  }

  update(late: readonly Candle[], live: readonly Candle[]): void {
    for (const candle of late) this.#series.update(this.#kind.barOf(candle), true);
    for (const candle of live) {
      const isNew = candle.time !== this.#lastTime;
      const bars = this.#barsUpTo(candle);
      if (isNew) this.#barCount += bars.length;
      for (const bar of bars) this.#series.update(bar);
    }
    this.#layers.update(late, live);
  }

  /** Adds what `create` draws of the candles that are on the chart; the answer takes it away again. */
  addLayer(create: LayerCreator, candles: readonly Candle[]): () => void {
    return this.#layers.add(create, this.#series, candles);
  }

  /** Decimal places of every price on the chart. */
  setDigits(digits: number): void {
    this.#digits = digits;
    this.#series.applyOptions(this.#priceFormat());
  }

  /** What is drawn, in the screen's pixels; the crosshair left out. */
  picture(): HTMLCanvasElement {
    return this.#chart.takeScreenshot(true, false);
  }

  destroy(): void {
    this.#stopFollowingAppearance();
    this.#layers.remove();
    this.#chart.remove();
  }

  #addSeries(kind: SeriesKind): MainSeries {
    const options = { ...kind.options(themeColors()), ...WITHOUT_PRICE_LINE, ...this.#priceFormat() };
    return this.#chart.addSeries(kind.definition, options) as MainSeries;
  }

  #priceFormat() {
    const digits = this.#digits;
    if (digits === undefined) return {};
    const formatter = (price: number): string => formatPrice(price, digits);
    return { priceFormat: { type: 'custom', minMove: 10 ** -digits, formatter } } as const;
  }

  #setBars(candles: readonly Candle[]): void {
    this.#lastTime = undefined;
    const bars = candles.flatMap((candle) => this.#barsUpTo(candle));
    this.#barCount = bars.length;
    this.#series.setData(bars);
  }

  /** The candle's bar, after the empty places since the last one. */
  #barsUpTo(candle: Candle): Bar[] {
    const gap = this.#lastTime === undefined ? [] : gapAfter(this.#lastTime, candle.time, this.#duration);
    this.#lastTime = candle.time;
    return [...gap.map(emptyBar), this.#kind.barOf(candle)];
  }

  readonly #applyTheme = (): void => {
    this.#chart.applyOptions(chartOptions());
    this.#series.applyOptions(this.#kind.options(themeColors()));
    this.#layers.applyTheme();
  };
}
