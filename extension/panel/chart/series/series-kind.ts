import type {
  AreaData,
  CandlestickData,
  ISeriesApi,
  LineData,
  SeriesDefinition,
  SeriesPartialOptionsMap,
  SeriesType,
  Time,
  UTCTimestamp,
  WhitespaceData,
} from 'lightweight-charts';
import type { Candle } from '../../../../shared/candle.ts';
import { toSeconds, type Milliseconds } from '../../../../shared/units.ts';
import type { ThemeColors } from '../chart-theme.ts';

/** The series that shows the candles, of whichever kind. */
export type MainSeries = ISeriesApi<SeriesType, UTCTimestamp>;

export type Bar =
  | CandlestickData<UTCTimestamp>
  | LineData<UTCTimestamp>
  | AreaData<UTCTimestamp>
  | WhitespaceData<UTCTimestamp>;

/** One way to draw candles: what the chart library has to know of it. */
export interface SeriesKind {
  readonly definition: SeriesDefinition<SeriesType>;
  readonly options: (colors: ThemeColors) => SeriesPartialOptionsMap[SeriesType];
  readonly barOf: (candle: Candle) => Bar;
  /** The colour of the live price. */
  readonly priceColor: (candle: Candle, colors: ThemeColors) => string;
}

/** The library counts in seconds, which may have fractions. */
export const chartTime = (time: Milliseconds): UTCTimestamp => toSeconds(time) as number as UTCTimestamp;

/** A time in the chart's seconds is so near to its own in ms. */
const ROUNDING_MS = 0.0004;

/** UTC ms: the time of a candle or tick on the chart or a trifle later, never earlier. */
export const timeUnder = (time: Time): number => Number(time) * 1_000 + ROUNDING_MS;

export const candleBar = ({ time, open, high, low, close }: Candle): Bar => ({
  time: chartTime(time),
  open,
  high,
  low,
  close,
});

export const closeBar = ({ time, close }: Candle): Bar => ({ time: chartTime(time), value: close });

export const directionColor = ({ open, close }: Candle, { up, down }: ThemeColors): string =>
  close < open ? down : up;

export const lineColor = (_: Candle, { line }: ThemeColors): string => line;
