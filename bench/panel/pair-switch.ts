import { launchBrowserWithExtension } from '../../testing/browser.ts';
import { pairExtension } from '../../testing/pair-extension.ts';
import { quantile } from '../../shared/quantile.ts';
import { layCharts, PAIRS, TickLine } from './line.ts';

export interface SwitchTimes {
  readonly median: number;
  readonly longest: number;
}

/** From the click on a pair until the frame with the relay's answer on the chart was made, ms. */
export const measurePairSwitch = async (): Promise<SwitchTimes> => {
  const line = await TickLine.start();
  const browser = await launchBrowserWithExtension();
  try {
    await line.list();
    await line.seed();
    await pairExtension(browser, line.relay);
    const panel = await browser.openPanel();
    await layCharts(panel, 1);
    const switchTo = (pair: string): Promise<number> =>
      panel.evaluate(async (wanted) => {
        const began = performance.now();
        document.querySelector<HTMLElement>(`button[data-pair="${wanted}"]`)?.click();
        for (;;) {
          await new Promise((resolve) => requestAnimationFrame(resolve));
          const [chart] = globalThis.tickRelayDiagnostics?.charts ?? [];
          if (chart?.pair === wanted && chart.isLoaded) break;
        }
        // A frame's callbacks are before its drawing, a task after them is behind it.
        await new Promise((resolve) => setTimeout(resolve));
        return performance.now() - began;
      }, pair);
    // The relay's answers are in its cache from here on.
    for (const pair of PAIRS) await switchTo(pair);
    const times: number[] = [];
    for (const pair of [...PAIRS, ...PAIRS]) times.push(await switchTo(pair));
    return { median: quantile(times, 0.5), longest: Math.max(...times) };
  } finally {
    await browser.close();
    await line.stop();
  }
};
