import type { Page } from 'playwright-core';
import type { TickRelayDiagnostics } from '../extension/panel/diagnostics.ts';

/** Reads one of the panel's own figures out of the page. */
export const readDiagnostics = async <Key extends keyof TickRelayDiagnostics>(
  panel: Page,
  key: Key,
): Promise<TickRelayDiagnostics[Key]> => {
  const value: unknown = await panel.evaluate((name: string) => {
    const diagnostics = globalThis.tickRelayDiagnostics;
    if (!diagnostics) throw new Error('The panel has not published its figures.');
    return (diagnostics as unknown as Record<string, unknown>)[name];
  }, key);
  return value as TickRelayDiagnostics[Key];
};

export interface DrawnTicks {
  /** On the chart of their pair. */
  readonly chart: number;
  /** In the row of their pair, while another pair was on the chart. */
  readonly list: number;
  /** Different ticks drawn in one place or the other. */
  readonly total: number;
}

export const drawnTicks = async (panel: Page): Promise<DrawnTicks> => {
  const { drawnOnChart, drawnInList } = await readDiagnostics(panel, 'total');
  // Every tick goes to its pair's row, the one on the chart to both.
  return { chart: drawnOnChart, list: drawnInList - drawnOnChart, total: drawnInList };
};

/** Of the ticks on the chart, right after `update()`. */
export const chartLatencySamples = async (panel: Page): Promise<readonly number[]> =>
  (await readDiagnostics(panel, 'chartLatency')).samples;

/** Of every tick, once the chart's `update()` and the rows have taken its message. */
export const latencySamples = async (panel: Page): Promise<readonly number[]> =>
  (await readDiagnostics(panel, 'latency')).samples;
