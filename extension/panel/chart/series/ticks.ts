import { LineSeries, LineType } from 'lightweight-charts';
import { closeBar, lineColor, type SeriesKind } from './series-kind.ts';

/** CSS px: dots that stay apart at the usual width of a place. */
const DOT_RADIUS = 1.5;

/** A price holds until the next tick, so the line goes in steps, with a dot where a tick came. */
export const ticks: SeriesKind = {
  definition: LineSeries,
  options: ({ line: color }) => ({
    color,
    lineWidth: 1,
    lineType: LineType.WithSteps,
    pointMarkersVisible: true,
    pointMarkersRadius: DOT_RADIUS,
  }),
  barOf: closeBar,
  priceColor: lineColor,
};
