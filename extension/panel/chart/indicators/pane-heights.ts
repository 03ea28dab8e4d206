import type { IChartApi } from 'lightweight-charts';

/** The candles keep at least so much of the chart's height, however many panes are under them. */
const LEAST_MAIN_SHARE = 0.45;
/** And a pane never needs more than so much. */
const MOST_PANE_SHARE = 0.24;

/** Which part of the chart's height each of `panes` panes under the candles gets. */
export const paneShare = (panes: number): number =>
  panes === 0 ? 0 : Math.min(MOST_PANE_SHARE, (1 - LEAST_MAIN_SHARE) / panes);

/** Gives the candles and the panes under them their heights. */
export const sharePanes = (chart: IChartApi): void => {
  const [main, ...panes] = chart.panes();
  const share = paneShare(panes.length);
  main?.setStretchFactor(1 - share * panes.length);
  for (const pane of panes) pane.setStretchFactor(share);
};
