import * as v from 'valibot';
import { stored } from '../storage/stored.ts';
import { CHART_TYPES, type ChartType } from './chart-types.ts';

/** How charts draw, the trader's choice for all of them. */
export const chartType = stored('chartType', v.picklist(CHART_TYPES), 'candles');

let lastOfCandles: ChartType = 'candles';

/** Goes back from single ticks to the type before, as when a timeframe is chosen. */
export const leaveTicks = (): void => {
  if (chartType.value === 'ticks') chooseChartType(lastOfCandles);
};

export const chooseChartType = (type: ChartType): void => {
  if (chartType.value !== 'ticks') lastOfCandles = chartType.value;
  void chartType.set(type);
};
