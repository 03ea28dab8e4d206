import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readTicksOfPair } from '../testing/relay-api.ts';
import { settles, startWholeLine, type WholeLine } from '../testing/whole-line.ts';

const BROKER_TIME_AHEAD_SECONDS = 7_200;
/** Of the broker's origin, and a document without any script. */
const PLAIN = 'page.css';
const TOLD = 'QuFLX Tick Relay was updated or removed: reload this page to capture its ticks again.';

interface Watching {
  frames: string[];
  errors: string[];
}

describe('a page whose extension goes while it is open', () => {
  let line: WholeLine;
  let page: Page;
  let consoleLines: string[];

  beforeEach(async () => {
    line = await startWholeLine();
    line.simulator.pause();
    page = await line.browser.context.newPage();
    consoleLines = [];
    // Chromium asks for an icon that the simulator has not.
    page.on('console', (message) => {
      if (!message.text().startsWith('Failed to load resource')) consoleLines.push(message.text());
    });
    page.on('pageerror', (error) => consoleLines.push(String(error)));
    await page.goto(`${line.simulator.url}${PLAIN}`);
    await page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          const watching = Object.assign(window as unknown as Watching, { frames: [], errors: [] });
          window.addEventListener('error', ({ message }) => void watching.errors.push(message));
          const socket = new WebSocket(
            `ws://${location.host}/socket.io/?EIO=4&transport=websocket&channel=feed`,
          );
          socket.onmessage = ({ data }) => {
            const text = String(data);
            if (text.startsWith('0')) socket.send('40');
            if (text.startsWith('40')) resolve();
            if (text === '2') socket.send('3');
            if (text.includes('_otc')) watching.frames.push(text);
          };
        }),
    );
  });
  afterEach(() => line.stop());

  const sendTick = (pair: string, price: number): Promise<void> => {
    const time = Date.now() / 1_000 + BROKER_TIME_AHEAD_SECONDS;
    return line.simulator.emitRaw(`42${JSON.stringify(['updateStream', [[pair, time, price]]])}`);
  };
  const keptOf = async (pair: string): Promise<number> => (await readTicksOfPair(line.relay, pair)).length;
  const seen = (): Promise<Watching> =>
    page.evaluate(() => {
      const { frames, errors } = window as unknown as Watching;
      return { frames, errors };
    });

  const framesAfter = async (): Promise<number> =>
    (await seen()).frames.filter((frame) => frame.includes('AFTER_otc')).length;

  const expectUndisturbed = async (): Promise<void> => {
    // The first that it cannot bring shows it.
    await sendTick('AFTER_otc', 1);
    await settles(() => Promise.resolve(consoleLines.includes(TOLD)));
    const count = 5;
    for (let price = 2; price <= count; price += 1) await sendTick('AFTER_otc', price);
    await settles(async () => (await framesAfter()) === count);
    expect(await framesAfter()).toBe(count);
    const { errors } = await seen();
    expect(errors).toEqual([]);
    expect(consoleLines).toEqual([TOLD]);
    const works = await page.evaluate(() => {
      const socket = new WebSocket(`ws://${location.host}/`);
      return [socket instanceof WebSocket, String(WebSocket), socket.readyState];
    });
    expect(works).toEqual([true, 'function WebSocket() { [native code] }', 0]);
  };

  it('because it was updated goes on, and is told once that it has to be reloaded', async () => {
    await sendTick('BEFORE_otc', 1);
    await settles(async () => (await keptOf('BEFORE_otc')) === 1);
    expect(await keptOf('BEFORE_otc')).toBe(1);
    const worker = await line.browser.serviceWorker();
    const ended = new Promise((resolve) => worker.once('close', resolve));
    // Its answer goes with the worker.
    void worker.evaluate(() => chrome.runtime.reload()).catch(() => undefined);
    await ended;
    await expectUndisturbed();
  });

  it('because it was removed goes on, and is told once that it has to be reloaded', async () => {
    await sendTick('BEFORE_otc', 1);
    await settles(async () => (await keptOf('BEFORE_otc')) === 1);
    expect(await keptOf('BEFORE_otc')).toBe(1);
    const session = await line.browser.context.browser()?.newBrowserCDPSession();
    // Playwright's protocol types do not list the Extensions domain yet.
    const send = session?.send.bind(session) as (method: string, params: object) => Promise<unknown>;
    await send('Extensions.uninstall', { id: line.browser.extensionId });
    await expectUndisturbed();
  });
});
