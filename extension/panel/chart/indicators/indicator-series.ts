import {
  HistogramSeries,
  LineSeries,
  LineStyle,
  type AutoscaleInfo,
  type IChartApi,
  type ISeriesApi,
  type LineData,
  type UTCTimestamp,
  type WhitespaceData,
} from 'lightweight-charts';
import { toSeconds, type Milliseconds } from '../../../../shared/units.ts';
import { formatPrice } from '../../data/price-format.ts';
import { colorOf, type IndicatorPaint } from './indicator-colors.ts';
import type { IndicatorKind, IndicatorOutput } from './indicator-kind.ts';
import type { LiveIndicator } from './live-indicator.ts';

/** Of a line where it is left out. */
export const NO_COLOR = 'transparent';

export type IndicatorBar = (LineData | WhitespaceData) & { readonly time: UTCTimestamp };
/** Both are told the same bars. */
export type OutputSeries = ISeriesApi<'Line'> | ISeriesApi<'Histogram'>;

const timeOf = (time: Milliseconds): UTCTimestamp => toSeconds(time) as number as UTCTimestamp;

/** What an output shows at one candle; `undefined` where the indicator does not say anything yet. */
export const barAt = (
  live: LiveIndicator,
  index: number,
  kind: IndicatorKind,
  output: number,
  paint: IndicatorPaint,
): IndicatorBar | undefined => {
  const time = live.timeAt(index);
  const result = live.resultAt(index);
  const drawn = kind.outputs[output];
  const value = result?.values[output];
  if (time === undefined || value === undefined || !drawn) return undefined;
  if (!Number.isFinite(value)) return { time: timeOf(time) };
  if (drawn.color !== 'direction') return { time: timeOf(time), value };
  // A bar's colour is that of the line from it to the next. One that changes sides there starts anew.
  const isLeft = drawn.draw === 'line' && live.hasTurnedAt(index + 1);
  const color = isLeft ? NO_COLOR : colorOf(drawn, paint, result?.isRising);
  return { time: timeOf(time), value, color };
};

/** Decimal places of an indicator's values, on a chart with so many. */
export const digitsFor = ({ decimals }: IndicatorKind, priceDigits: number): number =>
  typeof decimals === 'number' ? decimals : decimals === 'price' ? priceDigits : priceDigits + 1;

const wholeRange = ([minValue, maxValue]: readonly [number, number]) => ({
  autoscaleInfoProvider: (): AutoscaleInfo => ({ priceRange: { minValue, maxValue } }),
});

const guidesInView = (guides: readonly number[]) => ({
  autoscaleInfoProvider: (original: () => AutoscaleInfo | null): AutoscaleInfo | null => {
    const found = original();
    if (!found?.priceRange) return found;
    const { minValue, maxValue } = found.priceRange;
    const priceRange = { minValue: Math.min(minValue, ...guides), maxValue: Math.max(maxValue, ...guides) };
    return { ...found, priceRange };
  },
});

/** Puts an output on a pane of the chart. */
export const addOutputSeries = (
  chart: IChartApi,
  kind: IndicatorKind,
  { draw }: IndicatorOutput,
  pane: number,
): OutputSeries => {
  const { pane: scale } = kind;
  const options = {
    priceLineVisible: false,
    lastValueVisible: false,
    ...(scale?.range ? wholeRange(scale.range) : scale ? guidesInView(scale.guides) : {}),
  };
  return draw === 'histogram'
    ? chart.addSeries(HistogramSeries, options, pane)
    : chart.addSeries(LineSeries, { ...options, lineWidth: 1, crosshairMarkerRadius: 3 }, pane);
};

/** Marks the levels of a pane's scale. Answers what takes the colour of a theme. */
export const addGuides = (series: OutputSeries, guides: readonly number[]): ((color: string) => void) => {
  const lines = guides.map((price) =>
    series.createPriceLine({ price, lineWidth: 1, lineStyle: LineStyle.Dashed, axisLabelVisible: false }),
  );
  return (color) => {
    for (const line of lines) line.applyOptions({ color });
  };
};

/** How its prices are written on the axis. */
export const priceFormatOf = (digits: number) => ({
  type: 'custom' as const,
  minMove: 10 ** -digits,
  formatter: (value: number) => formatPrice(value, digits),
});
