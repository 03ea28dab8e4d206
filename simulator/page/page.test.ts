import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { CHROMIUM, ensureProgram } from '../../testing/system-programs.ts';
import type { Received } from './feed-reader.ts';
import { startSimulator } from '../start-simulator.ts';

const eventually = <T>(condition: () => T | Promise<T>): Promise<T> => vi.waitFor(condition, 15_000);

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: ensureProgram(CHROMIUM),
    args: ['--headless=new', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
});
afterAll(() => browser.close());

describe('the broker’s page in Chromium', () => {
  it.each(['', '?binary=blob'])(
    'receives every tick, also after a dropped socket, with "%s"',
    async (query) => {
      const simulator = await startSimulator({ ticksPerSecond: 200 });
      const page = await browser.newPage();
      const problems: string[] = [];
      page.on('pageerror', (error) => problems.push(error.message));
      page.on('response', (response) => {
        if (!response.ok()) problems.push(`${response.status()} ${response.url()}`);
      });
      try {
        await page.goto(`${simulator.url}${query}`);
        await simulator.whenConnected();
        await eventually(() => expect(simulator.sentLive()).toBeGreaterThan(100));
        simulator.disconnectSockets();
        const before = simulator.sentLive();
        await eventually(() => expect(simulator.sentLive()).toBeGreaterThan(before));
        simulator.pause();
        await page.locator('[data-pair="#AAPL_otc"]').click();
        const received = (): Promise<Received> =>
          page.evaluate(() => (globalThis as unknown as { received: Received }).received);
        await eventually(async () => expect((await received()).live).toBe(simulator.sentLive()));
        // Two for the two connections, one for the pair that was clicked.
        await eventually(async () =>
          expect((await received()).events).toMatchObject({
            updateHistoryNewFast: 3,
            loadHistoryPeriodFast: 3,
          }),
        );
        await page.locator('#label', { hasText: 'Apple OTC' }).waitFor();
        expect(await page.locator('#pairs button').count()).toBe(8);
        expect(problems).toEqual([]);
      } finally {
        await page.close();
        await simulator.stop();
      }
    },
  );
});
