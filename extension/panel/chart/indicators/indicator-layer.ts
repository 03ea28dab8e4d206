import type { IChartApi, IPaneApi, Time } from 'lightweight-charts';
import type { Candle } from '../../../../shared/candle.ts';
import type { ChartLayer } from '../chart-layer.ts';
import type { IndicatorChoice } from './indicator-choice.ts';
import { colorOf, paintOf } from './indicator-colors.ts';
import type { IndicatorKind } from './indicator-kind.ts';
import { kindOf } from './indicator-kinds.ts';
import { IndicatorLegend } from './indicator-legend.ts';
import { addGuides, addOutputSeries, barAt, digitsFor, priceFormatOf } from './indicator-series.ts';
import { LiveIndicator } from './live-indicator.ts';

/** Until the pair's own are known. */
const USUAL_DIGITS = 5;
/** The pane's top line is the label's. */
const PANE_SCALE = { scaleMargins: { top: 0.2, bottom: 0.08 }, entireTextOnly: true };

const begin = ({ kind, settings }: IndicatorChoice): LiveIndicator =>
  new LiveIndicator(() => kindOf(kind).start(settings));

/** One indicator on one chart: its lines, its pane if it has one, and its label. */
export class IndicatorLayer implements ChartLayer {
  readonly pane: IPaneApi<Time>;
  readonly legend: IndicatorLegend;
  readonly #kind: IndicatorKind;
  readonly #chart: IChartApi;
  readonly #priceDigits: () => number | undefined;
  readonly #series;
  readonly #colorGuides: (color: string) => void;
  #choice: IndicatorChoice;
  #live: LiveIndicator;
  #paint;
  #digits: number | undefined;

  /** `priceDigits`: the decimal places of the pair, as far as they are known. */
  constructor(chart: IChartApi, choice: IndicatorChoice, priceDigits: () => number | undefined) {
    const kind = kindOf(choice.kind);
    const pane = kind.pane ? chart.addPane() : chart.panes()[0];
    if (!pane) throw new Error('The chart has no pane to draw an indicator on.');
    this.pane = pane;
    this.#kind = kind;
    this.#chart = chart;
    this.#choice = choice;
    this.#priceDigits = priceDigits;
    this.#paint = paintOf(choice.color);
    this.#live = begin(choice);
    this.#series = kind.outputs.map((output) => addOutputSeries(chart, kind, output, pane.paneIndex()));
    const first = this.#series[0];
    const last = this.#series.at(-1);
    if (!first || !last) throw new Error(`The indicator ${choice.kind} has nothing to draw.`);
    if (kind.pane) first.priceScale().applyOptions(PANE_SCALE);
    this.#colorGuides = addGuides(first, kind.pane?.guides ?? []);
    this.legend = new IndicatorLegend(chart, last, () => ({
      choice: this.#choice,
      live: this.#live,
      paint: this.#paint,
      digits: this.#digitsNow(),
    }));
    this.#color();
  }

  get choice(): IndicatorChoice {
    return this.#choice;
  }

  /** Whether it is drawn in a pane under the candles. */
  get hasPane(): boolean {
    return this.#kind.pane !== undefined;
  }

  /** What is on the chart, by the names of the outputs. */
  get outputs() {
    return this.#kind.outputs.map(({ name }, index) => ({ name, bars: this.#series[index]?.data() ?? [] }));
  }

  /** Takes other settings or another colour; the kind stays. */
  configure(choice: IndicatorChoice, candles: readonly Candle[]): void {
    this.#choice = choice;
    this.#live = begin(choice);
    this.#color();
    this.replace(candles);
  }

  replace(candles: readonly Candle[]): void {
    this.#live.replace(candles);
    this.#drawAll();
  }

  update(late: readonly Candle[], live: readonly Candle[]): void {
    const last = this.#live.length - 1;
    const wasTurned = this.#live.hasTurnedAt(last);
    const from = this.#live.update(late, live);
    if (from === 0) {
      this.#drawAll();
      return;
    }
    const isTurned = this.#live.hasTurnedAt(from);
    if (isTurned !== (from === last && wasTurned)) this.#drawTurn(from - 1);
    for (const [output, series] of this.#series.entries()) {
      for (let index = from; index < this.#live.length; index++) {
        const bar = this.#barAt(index, output);
        if (bar) series.update(bar);
      }
    }
  }

  applyTheme(): void {
    this.#color();
    this.#drawAll();
  }

  remove(): void {
    this.legend.remove();
    // A pane goes with its last series.
    for (const series of this.#series) this.#chart.removeSeries(series);
  }

  #color(): void {
    this.#paint = paintOf(this.#choice.color);
    for (const [index, output] of this.#kind.outputs.entries())
      this.#series[index]?.applyOptions({ color: colorOf(output, this.#paint, true) });
    this.#colorGuides(this.#paint.guide);
    this.legend.label.redraw();
  }

  #barAt(index: number, output: number) {
    return barAt(this.#live, index, this.#kind, output, this.#paint);
  }

  #drawAll(): void {
    this.#followDigits();
    for (const [output, series] of this.#series.entries()) {
      const bars = Array.from({ length: this.#live.length }, (_, index) => this.#barAt(index, output));
      series.setData(bars.filter((bar) => bar !== undefined));
    }
  }

  /** The way from there to the next candle is drawn otherwise when the next turns out to be a turn. */
  #drawTurn(index: number): void {
    for (const [output, { color, draw }] of this.#kind.outputs.entries()) {
      const bar = this.#barAt(index, output);
      if (bar && color === 'direction' && draw === 'line') this.#series[output]?.update(bar, true);
    }
  }

  #followDigits(): void {
    const digits = this.#digitsNow();
    if (digits === this.#digits) return;
    this.#digits = digits;
    for (const series of this.#series) series.applyOptions({ priceFormat: priceFormatOf(digits) });
  }

  #digitsNow(): number {
    return digitsFor(this.#kind, this.#priceDigits() ?? USUAL_DIGITS);
  }
}
