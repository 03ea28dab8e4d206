import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { drawnTicks } from '../testing/panel-diagnostics.ts';
import { settledComparison, settles, startWholeLine, type WholeLine } from '../testing/whole-line.ts';

/** Longer, and with the worker and the browser stopped: `faults/browser.test.ts`. */
describe('what is lost on the way comes again', () => {
  let line: WholeLine;

  beforeEach(async () => {
    line = await startWholeLine({ simulator: { ticksPerMinute: 3_000 } });
  });

  afterEach(() => line.stop());

  const sentGrowsBy = async (count: number): Promise<void> => {
    const goal = line.simulator.sentLive() + count;
    await settles(() => Promise.resolve(line.simulator.sentLive() >= goal));
  };

  const expectEverythingKeptOnce = async (): Promise<void> => {
    line.simulator.pause();
    const { sent, kept, missing, unexpected } = await settledComparison(line);
    expect({ kept, missing, unexpected }).toEqual({ kept: sent, missing: [], unexpected: [] });
  };

  it('when the relay is killed and started again', async () => {
    await line.openBrokerPage();
    await sentGrowsBy(50);
    await line.relay.kill();
    const drawnBefore = (await drawnTicks(line.panel)).total;
    await sentGrowsBy(100);
    // The way past the relay: the panel stays live without it.
    expect(await settles(async () => (await drawnTicks(line.panel)).total >= drawnBefore + 100)).toBe(true);
    await line.relay.restart();
    await sentGrowsBy(50);
    await expectEverythingKeptOnce();
  });

  it("when the broker's sockets drop and when the page is reloaded", async () => {
    const page: Page = await line.openBrokerPage();
    await sentGrowsBy(50);
    line.simulator.disconnectSockets();
    await sentGrowsBy(50);
    // What is written to a page that is going away was sent, but no page has received it.
    line.simulator.pause();
    await settledComparison(line);
    await page.reload();
    line.simulator.resume();
    await sentGrowsBy(50);
    await expectEverythingKeptOnce();
  });
});
