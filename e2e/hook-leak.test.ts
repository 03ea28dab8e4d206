import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageHold, type PageHold } from '../testing/page-heap.ts';
import { startTwoBrowsers, type TwoBrowsers } from '../testing/with-and-without.ts';

const SOCKETS = 10_000;
/** At a time: far below what Chromium lets a page have open. */
const TOGETHER = 50;
/** Opened before the first look, so that what the browser makes once is there. */
const WARM_UP = 500;
/** Both browsers, on a machine that does other things beside. */
const TIMEOUT_MS = 600_000;
/** Ten bytes a socket: less than anything of ours that was kept of each would take. */
const MAX_GROWTH_BYTES = 100_000;

/** Runs in the page: opens sockets, has each bring one frame, and closes it. */
const openAndClose = async ([count, together]: readonly [
  count: number,
  together: number,
]): Promise<number> => {
  let echoes = 0;
  const one = (): Promise<void> =>
    new Promise((resolve) => {
      const socket = new WebSocket(location.href.replace('http', 'ws'));
      socket.onopen = () => socket.send('echo');
      socket.onmessage = () => {
        echoes += 1;
        socket.close();
      };
      socket.onclose = () => resolve();
    });
  for (let done = 0; done < count; done += together) await Promise.all(Array.from({ length: together }, one));
  return echoes;
};

describe('sockets that are opened and closed', () => {
  let browsers: TwoBrowsers;

  beforeAll(async () => {
    browsers = await startTwoBrowsers();
  });
  afterAll(() => browsers.stop());

  const growth = async (page: Page): Promise<PageHold & { readonly echoes: number }> => {
    await page.goto(browsers.pages.url);
    await page.evaluate(openAndClose, [WARM_UP, TOGETHER] as const);
    const before = await pageHold(page);
    const echoes = await page.evaluate(openAndClose, [SOCKETS, TOGETHER] as const);
    const after = await pageHold(page);
    return {
      echoes,
      heap: after.heap - before.heap,
      listeners: after.listeners - before.listeners,
      nodes: after.nodes - before.nodes,
    };
  };

  it(
    `are forgotten: ${SOCKETS} of them leave no more behind than without the extension`,
    async () => {
      const grown = await browsers.inBoth(growth);
      expect([grown.with.echoes, grown.without.echoes]).toEqual([SOCKETS, SOCKETS]);
      expect(grown.with.listeners).toBeLessThanOrEqual(Math.max(grown.without.listeners, 0) + TOGETHER);
      expect(grown.with.heap).toBeLessThan(Math.max(grown.without.heap, 0) + MAX_GROWTH_BYTES);
    },
    TIMEOUT_MS,
  );
});
