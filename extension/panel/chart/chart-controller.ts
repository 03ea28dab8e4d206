import {
  CandlestickSeries,
  createChart,
  type CandlestickData,
  type IChartApi,
  type ISeriesApi,
  type UTCTimestamp,
  type WhitespaceData,
} from 'lightweight-charts';
import type { Candle } from '../../../shared/candle.ts';
import { milliseconds, toSeconds, type Milliseconds } from '../../../shared/units.ts';
import { formatPrice } from '../data/price-format.ts';
import type { CandleChart } from './candle-chart.ts';
import type { ChartLayer } from './chart-layer.ts';
import { chartOptions, seriesOptions } from './chart-theme.ts';
import { formatCrosshairTime, formatTickMark } from './chart-time.ts';
import { gapAfter } from './gaps.ts';

/** So close to the oldest bar the next page is asked for, before the trader sees the end. */
const NEAR_START_BARS = 30;
const BAR_SPACING_PX = 7;
const RIGHT_OFFSET_BARS = 4;

/** Puts a layer on the chart whose candles `series` shows. */
export type LayerCreator = (chart: IChartApi, series: MainSeries) => ChartLayer;
export type MainSeries = ISeriesApi<'Candlestick', UTCTimestamp>;
type Bar = CandlestickData<UTCTimestamp> | WhitespaceData<UTCTimestamp>;

const chartTime = (time: Milliseconds): UTCTimestamp => toSeconds(time) as number as UTCTimestamp;
const emptyBar = (time: Milliseconds): Bar => ({ time: chartTime(time) });
const barOf = ({ time, open, high, low, close }: Candle): Bar => ({
  time: chartTime(time),
  open,
  high,
  low,
  close,
});

/** The only place that knows the chart library: bars and seconds here, candles and ms everywhere else. */
export class ChartController implements CandleChart {
  readonly #chart: IChartApi;
  readonly #series: MainSeries;
  readonly #colorScheme = matchMedia('(prefers-color-scheme: dark)');
  readonly #contrast = matchMedia('(forced-colors: active)');
  readonly #layers = new Set<ChartLayer>();
  #duration = milliseconds(0);
  #lastTime: Milliseconds | undefined;
  #barCount = 0;

  /** `onNearStart` is called whenever the view comes near the oldest bar. */
  constructor(container: HTMLElement, onNearStart: () => void) {
    this.#chart = createChart(container, {
      timeScale: {
        barSpacing: BAR_SPACING_PX,
        rightOffset: RIGHT_OFFSET_BARS,
        tickMarkFormatter: formatTickMark,
      },
      autoSize: true,
      localization: { timeFormatter: formatCrosshairTime, locale: 'en' },
    });
    this.#chart.applyOptions(chartOptions());
    this.#series = this.#chart.addSeries(CandlestickSeries, seriesOptions()) as MainSeries;
    this.#chart.timeScale().subscribeVisibleLogicalRangeChange((range) => {
      if (range && range.from < NEAR_START_BARS) onNearStart();
    });
    this.#colorScheme.addEventListener('change', this.#applyTheme);
    this.#contrast.addEventListener('change', this.#applyTheme);
  }

  get barCount(): number {
    return this.#barCount;
  }

  get barsInReach(): number {
    const range = this.#chart.timeScale().getVisibleLogicalRange();
    return range ? this.#barCount - range.from : 0;
  }

  show(candles: readonly Candle[], duration: Milliseconds): void {
    this.#duration = duration;
    this.#chart.timeScale().applyOptions({ timeVisible: true, secondsVisible: duration < 60_000 });
    this.replace(candles);
    this.#series.priceScale().applyOptions({ autoScale: true });
    this.#chart.timeScale().resetTimeScale();
  }

  replace(candles: readonly Candle[]): void {
    this.#lastTime = undefined;
    const bars = candles.flatMap((candle) => this.#barsUpTo(candle));
    this.#barCount = bars.length;
    this.#series.setData(bars);
    for (const layer of this.#layers) layer.replace(candles);
  }

  update(late: readonly Candle[], live: readonly Candle[]): void {
    for (const candle of late) this.#series.update(barOf(candle), true);
    for (const candle of live) {
      const isNew = candle.time !== this.#lastTime;
      const bars = this.#barsUpTo(candle);
      if (isNew) this.#barCount += bars.length;
      for (const bar of bars) this.#series.update(bar);
    }
    for (const layer of this.#layers) layer.update(late, live);
  }

  /** Adds what `create` draws of the candles that are on the chart; the answer takes it away again. */
  addLayer(create: LayerCreator, candles: readonly Candle[]): () => void {
    const layer = create(this.#chart, this.#series);
    this.#layers.add(layer);
    layer.replace(candles);
    return () => {
      if (this.#layers.delete(layer)) layer.remove();
    };
  }

  /** Decimal places of the price scale. */
  setDigits(digits: number): void {
    this.#series.applyOptions({
      priceFormat: {
        type: 'custom',
        minMove: 10 ** -digits,
        formatter: (price: number) => formatPrice(price, digits),
      },
    });
  }

  /** What is drawn, in the screen's pixels; the crosshair left out. */
  picture(): HTMLCanvasElement {
    return this.#chart.takeScreenshot(true, false);
  }

  destroy(): void {
    for (const layer of this.#layers) layer.remove();
    this.#layers.clear();
    this.#colorScheme.removeEventListener('change', this.#applyTheme);
    this.#contrast.removeEventListener('change', this.#applyTheme);
    this.#chart.remove();
  }

  /** The candle's bar, after the empty places since the last one. */
  #barsUpTo(candle: Candle): Bar[] {
    const gap = this.#lastTime === undefined ? [] : gapAfter(this.#lastTime, candle.time, this.#duration);
    this.#lastTime = candle.time;
    return [...gap.map(emptyBar), barOf(candle)];
  }

  readonly #applyTheme = (): void => {
    this.#chart.applyOptions(chartOptions());
    this.#series.applyOptions(seriesOptions());
    for (const layer of this.#layers) layer.applyTheme();
  };
}
