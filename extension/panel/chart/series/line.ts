import { LineSeries } from 'lightweight-charts';
import { closeBar, lineColor, type SeriesKind } from './series-kind.ts';

const LINE_WIDTH = 2;

export const line: SeriesKind = {
  definition: LineSeries,
  options: ({ line: color }) => ({ color, lineWidth: LINE_WIDTH }),
  barOf: closeBar,
  priceColor: lineColor,
};
