import type { IChartApi, IPaneApi, MouseEventParams, Time } from 'lightweight-charts';
import type { Candle } from '../../../../shared/candle.ts';
import { milliseconds } from '../../../../shared/units.ts';
import { formatPrice } from '../../data/price-format.ts';
import { texts } from '../../texts/texts.ts';
import type { ChartLayer } from '../chart-layer.ts';
import type { IndicatorChoice } from './indicator-choice.ts';
import { colorOf, paintOf } from './indicator-colors.ts';
import { kindOf } from './indicator-kinds.ts';
import { IndicatorLabel, type LabelPart } from './indicator-label.ts';
import { addGuides, addOutputSeries, barAt, digitsFor, priceFormatOf } from './indicator-series.ts';
import { LiveIndicator } from './live-indicator.ts';

/** Until the pair's own are known. */
const USUAL_DIGITS = 5;
/** Leaves the pane's top line to the label. */
const PANE_MARGINS = { top: 0.2, bottom: 0.08 };

/** One indicator on one chart: its lines, its pane if it has one, and its label. */
export class IndicatorLayer implements ChartLayer {
  readonly label: IndicatorLabel;
  readonly #chart: IChartApi;
  readonly #priceDigits: () => number | undefined;
  readonly #pane: IPaneApi<Time>;
  readonly #series;
  readonly #colorGuides: (color: string) => void;
  #choice: IndicatorChoice;
  #live: LiveIndicator;
  #paint;
  #digits: number | undefined;
  #hoveredTime: number | undefined;

  /** `priceDigits`: the decimal places of the pair, as far as they are known. */
  constructor(chart: IChartApi, choice: IndicatorChoice, priceDigits: () => number | undefined) {
    const kind = kindOf(choice.kind);
    this.#chart = chart;
    this.#choice = choice;
    this.#priceDigits = priceDigits;
    this.#paint = paintOf(choice.color);
    this.#live = this.#begin();
    const pane = kind.pane ? chart.addPane() : chart.panes()[0];
    if (!pane) throw new Error('The chart has no pane to draw an indicator on.');
    this.#pane = pane;
    this.#series = kind.outputs.map((output) => addOutputSeries(chart, kind, output, pane.paneIndex()));
    const [first] = this.#series;
    if (kind.pane) first?.priceScale().applyOptions({ scaleMargins: PANE_MARGINS });
    this.#colorGuides = first ? addGuides(first, kind.pane?.guides ?? []) : () => undefined;
    this.label = new IndicatorLabel(
      () => this.#labelParts(),
      () => ({ fontFamily: chart.options().layout.fontFamily, background: this.#paint.background }),
    );
    pane.attachPrimitive(this.label);
    chart.subscribeCrosshairMove(this.#followCrosshair);
    this.applyTheme();
  }

  get choice(): IndicatorChoice {
    return this.#choice;
  }

  /** Whether it is drawn in a pane under the candles. */
  get hasPane(): boolean {
    return kindOf(this.#choice.kind).pane !== undefined;
  }

  get pane(): IPaneApi<Time> {
    return this.#pane;
  }

  /** What is on the chart, by the names of the outputs. */
  get outputs() {
    return kindOf(this.#choice.kind).outputs.map(({ name }, index) => ({
      name,
      bars: this.#series[index]?.data() ?? [],
    }));
  }

  /** The label as it is written now. */
  get text(): string {
    return this.#labelParts()
      .map(({ text }) => text)
      .join(' ');
  }

  /** Takes other settings or another colour; the kind stays. */
  configure(choice: IndicatorChoice, candles: readonly Candle[]): void {
    this.#choice = choice;
    this.#live = this.#begin();
    this.#live.replace(candles);
    this.applyTheme();
  }

  replace(candles: readonly Candle[]): void {
    this.#live.replace(candles);
    this.#drawAll();
  }

  update(late: readonly Candle[], live: readonly Candle[]): void {
    const from = this.#live.update(late, live);
    if (from === 0) {
      this.#drawAll();
      return;
    }
    for (const [output, series] of this.#series.entries()) {
      for (let index = from; index < this.#live.length; index++) {
        const bar = this.#barAt(index, output);
        if (bar) series.update(bar);
      }
    }
  }

  applyTheme(): void {
    this.#paint = paintOf(this.#choice.color);
    const { outputs } = kindOf(this.#choice.kind);
    for (const [index, output] of outputs.entries())
      this.#series[index]?.applyOptions({ color: colorOf(output, this.#paint, true) });
    this.#colorGuides(this.#paint.guide);
    this.#drawAll();
    this.label.redraw();
  }

  remove(): void {
    this.#chart.unsubscribeCrosshairMove(this.#followCrosshair);
    this.#pane.detachPrimitive(this.label);
    // A pane goes with its last series.
    for (const series of this.#series) this.#chart.removeSeries(series);
  }

  #begin(): LiveIndicator {
    const { kind, settings } = this.#choice;
    return new LiveIndicator(() => kindOf(kind).start(settings));
  }

  #barAt(index: number, output: number) {
    return barAt(this.#live, index, kindOf(this.#choice.kind), output, this.#paint);
  }

  #drawAll(): void {
    this.#followDigits();
    for (const [output, series] of this.#series.entries()) {
      const bars = Array.from({ length: this.#live.length }, (_, index) => this.#barAt(index, output));
      series.setData(bars.filter((bar) => bar !== undefined));
    }
  }

  #followDigits(): void {
    const digits = this.#digitsNow();
    if (digits === this.#digits) return;
    this.#digits = digits;
    for (const series of this.#series) series.applyOptions({ priceFormat: priceFormatOf(digits) });
  }

  #digitsNow(): number {
    return digitsFor(kindOf(this.#choice.kind), this.#priceDigits() ?? USUAL_DIGITS);
  }

  /** The values under the crosshair, or else the newest. */
  #labelParts(): LabelPart[] {
    const { kind, settings } = this.#choice;
    const hovered =
      this.#hoveredTime === undefined ? -1 : this.#live.indexOf(milliseconds(this.#hoveredTime));
    const result = this.#live.resultAt(hovered < 0 ? this.#live.length - 1 : hovered);
    const { outputs } = kindOf(kind);
    const name = texts.indicators.label(kind, Object.values(settings));
    const digits = this.#digitsNow();
    const values = outputs.flatMap((output, index) => {
      const value = result?.values[index];
      return value === undefined || !Number.isFinite(value)
        ? []
        : [{ text: formatPrice(value, digits), color: colorOf(output, this.#paint, result?.isRising) }];
    });
    const isOwn = outputs.some(({ color }) => color === 'own');
    return [
      { text: name, color: isOwn ? this.#paint.own : (values[0]?.color ?? this.#paint.guide) },
      ...values,
    ];
  }

  readonly #followCrosshair = ({ time }: MouseEventParams): void => {
    const hovered = typeof time === 'number' ? time * 1_000 : undefined;
    if (hovered === this.#hoveredTime) return;
    this.#hoveredTime = hovered;
    this.label.redraw();
  };
}
