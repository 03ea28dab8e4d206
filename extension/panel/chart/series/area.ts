import { AreaSeries } from 'lightweight-charts';
import { closeBar, lineColor, type SeriesKind } from './series-kind.ts';

const LINE_WIDTH = 2;

export const area: SeriesKind = {
  definition: AreaSeries,
  options: ({ line, areaTop, areaBottom }) => ({
    lineColor: line,
    topColor: areaTop,
    bottomColor: areaBottom,
    lineWidth: LINE_WIDTH,
  }),
  barOf: closeBar,
  priceColor: lineColor,
};
