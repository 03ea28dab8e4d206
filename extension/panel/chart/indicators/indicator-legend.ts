import type { IChartApi, MouseEventParams } from 'lightweight-charts';
import { seconds, type Seconds } from '../../../../shared/units.ts';
import { formatPrice } from '../../data/price-format.ts';
import { texts } from '../../texts/texts.ts';
import type { IndicatorChoice } from './indicator-choice.ts';
import { colorOf, type IndicatorPaint } from './indicator-colors.ts';
import { kindOf } from './indicator-kinds.ts';
import { IndicatorLabel, type LabelPart } from './indicator-label.ts';
import type { OutputSeries } from './indicator-series.ts';
import type { LiveIndicator } from './live-indicator.ts';

/** What there is to say of an indicator, as it is now. */
export interface LegendContent {
  readonly choice: IndicatorChoice;
  readonly live: LiveIndicator;
  readonly paint: IndicatorPaint;
  readonly digits: number;
}

/** An indicator's label, which tells the values under the crosshair, or else the newest. */
export class IndicatorLegend {
  readonly label: IndicatorLabel;
  readonly #chart: IChartApi;
  readonly #series: OutputSeries;
  readonly #content: () => LegendContent;
  #hovered: Seconds | undefined;

  constructor(chart: IChartApi, series: OutputSeries, content: () => LegendContent) {
    this.#chart = chart;
    this.#series = series;
    this.#content = content;
    this.label = new IndicatorLabel(
      () => this.#parts(),
      () => ({ fontFamily: chart.options().layout.fontFamily, background: content().paint.background }),
    );
    series.attachPrimitive(this.label);
    chart.subscribeCrosshairMove(this.#followCrosshair);
  }

  /** As it is written now. */
  get text(): string {
    return this.#parts()
      .map(({ text }) => text)
      .join(' ');
  }

  remove(): void {
    this.#chart.unsubscribeCrosshairMove(this.#followCrosshair);
    this.#series.detachPrimitive(this.label);
  }

  #parts(): LabelPart[] {
    const { choice, live, paint, digits } = this.#content();
    const { outputs } = kindOf(choice.kind);
    const hovered = this.#hovered === undefined ? -1 : live.indexAt(this.#hovered);
    const result = live.resultAt(hovered < 0 ? live.length - 1 : hovered);
    const partsOf = (draw: 'line' | 'histogram') =>
      outputs.flatMap((output, index) => {
        const value = result?.values[index];
        return value === undefined || !Number.isFinite(value) || output.draw !== draw
          ? []
          : [{ text: formatPrice(value, digits), color: colorOf(output, paint, result?.isRising) }];
      });
    // Where the room ends, the bars can do without their number best.
    const values = [...partsOf('line'), ...partsOf('histogram')];
    const hasOwnColor = outputs.some(({ color }) => color === 'own');
    return [
      {
        text: texts.indicators.label(choice.kind, Object.values(choice.settings)),
        color: hasOwnColor ? paint.own : (values[0]?.color ?? paint.text),
      },
      ...values,
    ];
  }

  readonly #followCrosshair = ({ time }: MouseEventParams): void => {
    const hovered = typeof time === 'number' ? seconds(time) : undefined;
    if (hovered === this.#hovered) return;
    this.#hovered = hovered;
    this.label.redraw();
  };
}
