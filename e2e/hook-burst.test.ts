import { expect, it, onTestFinished } from 'vitest';
import { launchBrowserWithExtension } from '../testing/browser.ts';
import { serveEchoPages } from '../testing/echo-pages.ts';
import { pairExtension } from '../testing/pair-extension.ts';
import { readKeptTicks } from '../testing/relay-api.ts';
import { startRelayProcess } from '../testing/relay-process.ts';
import { settles } from '../testing/whole-line.ts';

/** So many that the last ones wait for others, however slow the machine is. */
const TICKS = 60;
const FRAMES = 5;
const PAIR = 'BURST_otc';

/** Runs in the page: a frame's socket receives a burst, and the listener of its last tick takes the frame away. */
const burstAndVanish = async ([pair, count, firstPrice]: [string, number, number]): Promise<void> => {
  const frame = document.body.appendChild(document.createElement('iframe'));
  const { WebSocket: Inner } = frame.contentWindow as Window & typeof globalThis;
  const socket = new Inner(location.href.replace('http', 'ws'));
  await new Promise((resolve) => (socket.onopen = resolve));
  const time = Date.now() / 1_000 + 7_200;
  await new Promise<void>((resolve) => {
    let received = 0;
    socket.onmessage = () => {
      received += 1;
      if (received < count) return;
      frame.remove();
      resolve();
    };
    for (let tick = 0; tick < count; tick += 1)
      socket.send(`42${JSON.stringify(['updateStream', [[pair, time, firstPrice + tick]]])}`);
  });
};

it('a burst is kept whole where its last tick is the last thing that a page does', async () => {
  const relay = await startRelayProcess();
  onTestFinished(() => relay.stop());
  const pages = await serveEchoPages();
  onTestFinished(() => pages.stop());
  const browser = await launchBrowserWithExtension();
  onTestFinished(() => browser.close());
  await pairExtension(browser, relay);
  const page = await browser.context.newPage();
  await page.goto(pages.url);
  for (let frame = 0; frame < FRAMES; frame += 1)
    await page.evaluate(burstAndVanish, [PAIR, TICKS, 1 + frame * TICKS] as [string, number, number]);
  const prices = async (): Promise<number[]> =>
    (await readKeptTicks(relay))
      .filter(({ pair }) => pair === PAIR)
      .map(({ price }) => price)
      .sort((a, b) => a - b);
  await settles(async () => (await prices()).length >= TICKS * FRAMES);
  expect(await prices()).toEqual(Array.from({ length: TICKS * FRAMES }, (_, index) => index + 1));
});
