import type { ChartType } from '../../chart/chart-types.ts';

const names: Readonly<Record<ChartType, string>> = {
  candles: 'Candles',
  hollow: 'Hollow candles',
  line: 'Line',
  area: 'Area',
  ticks: 'Ticks',
};

const pictures: Readonly<Record<ChartType, string>> = {
  candles: 'Candlestick chart',
  hollow: 'Hollow candlestick chart',
  line: 'Line chart',
  area: 'Area chart',
  ticks: 'Tick chart',
};

/** The words of the chart itself. */
export const chart = {
  chartType: 'Chart type',
  chartTypes: names,
  pictureOf: (type: ChartType, label: string) => `${pictures[type]} of ${label}`,
  loadingTicks: 'Loading ticks…',
  noTicksYet: 'No ticks of this pair yet.',
  legend: {
    open: 'O',
    high: 'H',
    low: 'L',
    close: 'C',
    change: '',
    ticks: 'Ticks',
    price: 'Price',
  },
  /** Over a stretch of the chart. */
  lostFeed: 'No feed',
} as const;
