import type { ChartType } from '../chart-types.ts';
import { area } from './area.ts';
import { candles } from './candles.ts';
import { hollowCandles } from './hollow-candles.ts';
import { line } from './line.ts';
import type { SeriesKind } from './series-kind.ts';
import { ticks } from './ticks.ts';

export const SERIES_KINDS: Readonly<Record<ChartType, SeriesKind>> = {
  candles,
  hollow: hollowCandles,
  line,
  area,
  ticks,
};
