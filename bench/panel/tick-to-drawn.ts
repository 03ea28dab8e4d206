import type { BrowserContext, Page } from 'playwright-core';
import { PANEL_PATH } from '../../testing/browser.ts';
import type { RedisServer } from '../../testing/redis-server.ts';
import { measuredMs, measureLine, type Feed, type Latency } from '../latency.ts';

interface DrawnProbe {
  readonly samples: number[];
  readonly pending: number[];
  readonly afterFrame: MessageChannel;
}

/**
 * Runs in the panel before it: notes, for each tick of the pair on the chart, the time from the page's receipt until
 * the first frame after the panel's receipt was made. What a message posted within a frame finds is made.
 */
const noteDrawn = (panelPath: string): void => {
  if (!location.href.endsWith(panelPath)) return;
  const probe: DrawnProbe = { samples: [], pending: [], afterFrame: new MessageChannel() };
  Object.assign(globalThis, { drawnProbe: probe });
  probe.afterFrame.port1.onmessage = () => {
    const now = performance.timeOrigin + performance.now();
    for (const capturedAt of probe.pending.splice(0)) probe.samples.push(now - capturedAt);
  };
  const Native = WebSocket;
  globalThis.WebSocket = class extends Native {
    constructor(url: string | URL) {
      super(url);
      this.addEventListener('message', ({ data }: MessageEvent<string>) => {
        if (!data.startsWith('{"type":"ticks"')) return;
        const shown = globalThis.tickRelayDiagnostics?.pair;
        const { ticks } = JSON.parse(data) as { ticks: [string, number, number, number][] };
        // A page's history comes in one burst and tells nothing of a live tick.
        const onChart = ticks.filter(
          ([pair, , timestamp, capturedAt]) => pair === shown && capturedAt - timestamp < 5_000,
        );
        if (onChart.length === 0) return;
        if (probe.pending.length === 0)
          requestAnimationFrame(() => probe.afterFrame.port2.postMessage(undefined));
        for (const [, , , capturedAt] of onChart) probe.pending.push(capturedAt);
      });
    }
  };
};

const prepare = (context: BrowserContext): Promise<void> =>
  context.addInitScript(noteDrawn, PANEL_PATH).then(() => undefined);

const readSamples = (panel: Page): Promise<number[]> =>
  panel.evaluate(() => (globalThis as unknown as { drawnProbe: DrawnProbe }).drawnProbe.samples);

/** From the page's receipt of a tick until it is drawn on the chart. */
export const measureTickToDrawn = (feed: Feed, redis: RedisServer): Promise<Latency> => {
  const ofOnePair = Math.floor((feed.ticksPerSecond * measuredMs(feed)) / 1_000 / feed.pairs);
  return measureLine(feed, redis, {
    prepare,
    // Those of the warm-up left out.
    read: async (panel) => (await readSamples(panel)).slice(-ofOnePair),
  });
};
