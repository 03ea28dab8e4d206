import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settles, startWholeLine, type WholeLine } from '../testing/whole-line.ts';

/** A page without a feed is called so after 20 s. */
const UNSEEN_WITHIN_MS = 60_000;

/** Runs in the page: answers the kind of the first packet that its feed sends through a stream. */
const openStream = async (): Promise<string | undefined> => {
  interface Opened {
    readonly readable: ReadableStream<string>;
  }
  const { WebSocketStream } = window as unknown as {
    WebSocketStream: new (url: string) => { readonly opened: Promise<Opened> };
  };
  const stream = new WebSocketStream(
    `ws://${location.host}/socket.io/?EIO=4&transport=websocket&channel=feed`,
  );
  const { readable } = await stream.opened;
  const { value } = await readable.getReader().read();
  return value?.slice(0, 1);
};

describe('the panel’s health', () => {
  let line: WholeLine;

  beforeAll(async () => {
    line = await startWholeLine();
  });

  afterAll(() => line.stop());

  const expectHealth = (panel: Page, health: string): Promise<void> =>
    panel.locator(`[data-health="${health}"]`).waitFor();

  const rows = async (panel: Page): Promise<Record<string, string>> =>
    Object.fromEntries(
      await panel
        .locator('.health-details [data-row]')
        .evaluateAll((elements) =>
          elements.map((element) => [
            (element as HTMLElement).dataset.row ?? '',
            element.querySelector('dd')?.textContent ?? '',
          ]),
        ),
    );

  it('names a page that shows no prices where they can be watched, and what it has that may receive them unseen', async () => {
    await expectHealth(line.panel, 'no-ticks');
    const worker = /^127\.0\.0\.1 runs a worker and shows no prices elsewhere\.$/;
    const pages = [];
    for (const kind of ['dedicated', 'blob', 'shared']) {
      const page = await line.openBrokerPage(`worker.html?kind=${kind}`);
      await settles(async () => Number(await page.locator('#frames').textContent()) > 5);
      expect(Number(await page.locator('#frames').textContent())).toBeGreaterThan(5);
      pages.push({ page, cause: worker });
    }
    const streaming = await line.openBrokerPage('page.css');
    expect(await streaming.evaluate(openStream)).toBe('0');
    pages.push({
      page: streaming,
      cause: /^127\.0\.0\.1 opens a WebSocketStream and shows no prices elsewhere\.$/,
    });
    const plain = await line.openBrokerPage('page.css');
    pages.push({ page: plain, cause: /^No prices have been seen on 127\.0\.0\.1\.$/ });
    // It names the first of them.
    for (const [closed, { page, cause }] of pages.entries()) {
      const told = `0 sending, ${pages.length - closed} not covered`;
      await settles(async () => (await rows(line.panel)).pages === told, UNSEEN_WITHIN_MS);
      expect((await rows(line.panel)).pages).toBe(told);
      expect(await line.panel.locator('.notice .cause').textContent()).toMatch(cause);
      await page.close();
    }
    await settles(async () => (await rows(line.panel)).pages === '0 sending');
    expect((await rows(line.panel)).pages).toBe('0 sending');
  });

  it('tells in words what the footer has figures for, and where the last candles came from', async () => {
    await line.openBrokerPage();
    await expectHealth(line.panel, 'live');
    await line.panel.locator('[data-action="health"]').click();
    await settles(async () => /^p50 .* ms, p99 .* ms$/.test((await rows(line.panel)).latency ?? ''));
    const told = await rows(line.panel);
    expect(told).toMatchObject({
      age: expect.stringMatching(/^\d+s ago$/) as unknown,
      latency: expect.stringMatching(/^p50 [\d.]+ ms, p99 [\d.]+ ms$/) as unknown,
      history: expect.stringMatching(/^(cache|log) [\d.]+ ms$/) as unknown,
      pages: '1 sending',
      waiting: expect.stringMatching(/^\d+ ticks?$/) as unknown,
      kept: expect.stringMatching(/^[\d,]+ ticks?$/) as unknown,
      redis: 'off',
      archive: 'off',
    });
    await line.panel.keyboard.press('Escape');
    expect(await line.panel.locator('.last-answer').textContent()).toMatch(/^(cache|log) [\d.]+ ms$/);
  });

  it('tells a quiet market from a relay that is away', async () => {
    line.simulator.pause();
    await expectHealth(line.panel, 'stale');
    await line.panel.locator('.footer', { hasText: 'Stale' }).waitFor();
    await line.relay.kill();
    await expectHealth(line.panel, 'relay-not-running');
    await line.panel.locator('.footer', { hasText: 'No relay' }).waitFor();
    // The last candles stay in view.
    expect(await line.panel.locator('button[data-pair]').count()).toBe(8);
    await line.relay.restart();
    line.simulator.resume();
    await expectHealth(line.panel, 'live');
  });
});
