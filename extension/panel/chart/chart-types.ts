/** In the order in which they are offered. */
export const CHART_TYPES = ['candles', 'hollow', 'line', 'area', 'ticks'] as const;
/** How a chart draws; `ticks` has a place for each tick instead of each stretch of time. */
export type ChartType = (typeof CHART_TYPES)[number];
