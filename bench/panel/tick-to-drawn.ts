import type { BrowserContext, Page } from 'playwright-core';
import { PANEL_PATH } from '../../testing/browser.ts';
import type { RedisServer } from '../../testing/redis-server.ts';
import { measuredMs, measureLine, summarize, type Feed, type Latency } from '../latency.ts';

/** A tick on the chart, by the clock that page and panel share, ms. */
interface DrawnTick {
  readonly capturedAt: number;
  readonly receivedAt: number;
  readonly drawnAt: number;
}

interface DrawnProbe {
  readonly drawn: DrawnTick[];
  readonly received: Omit<DrawnTick, 'drawnAt'>[];
  /** In the frame that is being made. */
  readonly inFrame: Omit<DrawnTick, 'drawnAt'>[];
  readonly afterFrame: MessageChannel;
}

/**
 * Runs in the panel before it: notes, for each tick of the pair on the chart, when it was received and when the first
 * frame after that was made. What a message posted within a frame finds is made.
 */
const noteDrawn = (panelPath: string): void => {
  if (!location.href.endsWith(panelPath)) return;
  const probe: DrawnProbe = { drawn: [], received: [], inFrame: [], afterFrame: new MessageChannel() };
  Object.assign(globalThis, { drawnProbe: probe });
  probe.afterFrame.port1.onmessage = () => {
    const drawnAt = performance.timeOrigin + performance.now();
    for (const tick of probe.inFrame.splice(0)) probe.drawn.push({ ...tick, drawnAt });
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
        if (probe.received.length === 0)
          requestAnimationFrame(() => {
            probe.inFrame.push(...probe.received.splice(0));
            probe.afterFrame.port2.postMessage(undefined);
          });
        const receivedAt = performance.timeOrigin + performance.now();
        for (const [, , , capturedAt] of onChart) probe.received.push({ capturedAt, receivedAt });
      });
    }
  };
};

const prepare = (context: BrowserContext): Promise<void> =>
  context.addInitScript(noteDrawn, PANEL_PATH).then(() => undefined);

const readDrawn = (panel: Page): Promise<readonly DrawnTick[]> =>
  panel.evaluate(() => (globalThis as unknown as { drawnProbe: DrawnProbe }).drawnProbe.drawn);

export interface DrawnTimes {
  /** From the page's receipt of a tick until it is drawn on the chart. */
  readonly fromPage: Latency;
  /** Of that, the panel's part: from its own receipt. */
  readonly fromPanel: Latency;
}

/** How long ticks of one pair take until they are drawn. */
export const measureTickToDrawn = async (feed: Feed, redis: RedisServer): Promise<DrawnTimes> => {
  const drawn = await measureLine(feed, redis, { prepare, read: readDrawn });
  // Those of the warm-up left out.
  const ticks = drawn.slice(-Math.floor((feed.ticksPerSecond * measuredMs(feed)) / 1_000 / feed.pairs));
  return {
    fromPage: summarize(ticks.map(({ drawnAt, capturedAt }) => drawnAt - capturedAt)),
    fromPanel: summarize(ticks.map(({ drawnAt, receivedAt }) => drawnAt - receivedAt)),
  };
};
