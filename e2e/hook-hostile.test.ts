import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { HANDOVER_EVENT } from '../extension/page/handover.ts';
import type { AuditReport } from '../relay/server/audit-report.ts';
import { enterContentWorld, type ContentWorld } from '../testing/content-world.ts';
import { askRelay, readPairs, readTicksOfPair } from '../testing/relay-api.ts';
import { settles, startWholeLine, type WholeLine } from '../testing/whole-line.ts';

const BROKER_TIME_AHEAD_SECONDS = 7_200;
/** Of the broker's origin, and a document without any script. */
const PLAIN = 'page.css';
/** `background/tick-budget.ts`: at once, and a second after that. */
const BURST_TICKS = 100_000;
const TICKS_PER_SECOND = 10_000;

const frameOf = (ticks: readonly (readonly [pair: string, price: number])[], at = Date.now()): string => {
  const time = at / 1_000 + BROKER_TIME_AHEAD_SECONDS;
  return `42${JSON.stringify(['updateStream', ticks.map(([pair, price]) => [pair, time, price])])}`;
};

describe('a page that is hostile', () => {
  let line: WholeLine;
  let page: Page;
  let world: ContentWorld | undefined;
  let markers = 0;

  beforeAll(async () => {
    line = await startWholeLine();
    line.simulator.pause();
  });
  afterAll(() => line.stop());
  afterEach(async () => {
    await world?.detach();
    world = undefined;
    await page.close();
  });

  const openPlainPage = async (): Promise<Page> => {
    page = await line.browser.context.newPage();
    await page.goto(`${line.simulator.url}${PLAIN}`);
    return page;
  };

  /** Opens the feed as an Engine.IO client does; the socket stays on `window`. */
  const openFeed = (): Promise<void> =>
    page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          const socket = new WebSocket(
            `ws://${location.host}/socket.io/?EIO=4&transport=websocket&channel=feed`,
          );
          Object.assign(window, { socket });
          socket.onmessage = ({ data }) => {
            const text = String(data);
            if (text.startsWith('0')) socket.send('40');
            if (text.startsWith('40')) resolve();
            if (text === '2') socket.send('3');
          };
        }),
    );

  const audit = (): Promise<AuditReport> => askRelay(line.relay, '/api/audit');

  /** A real tick, sent now, has arrived: so would have what came before it. */
  const expectMarkerKept = async (): Promise<void> => {
    const pair = `MARKER${(markers += 1)}_otc`;
    await line.simulator.emitRaw(frameOf([[pair, 1.5]]));
    await settles(async () => (await readTicksOfPair(line.relay, pair)).length === 1);
    expect(await readTicksOfPair(line.relay, pair)).toHaveLength(1);
  };

  it('finds none of the extension’s interfaces, files or windows', async () => {
    await openPlainPage();
    const found = await page.evaluate(async (origin) => {
      const { chrome: own } = window as unknown as { chrome?: Record<string, unknown> };
      const read = async (path: string): Promise<string> => {
        try {
          return `${(await fetch(`${origin}/${path}`)).status}`;
        } catch (error) {
          return (error as Error).name;
        }
      };
      const frame = document.body.appendChild(document.createElement('iframe'));
      frame.src = `${origin}/extension/panel-page/panel.html`;
      await new Promise((resolve) => (frame.onload = resolve));
      return {
        interfaces: ['runtime', 'storage', 'extension', 'tabs'].filter((name) => own?.[name] !== undefined),
        files: await Promise.all(
          ['manifest.json', 'extension/page/websocket-hook.iife.js', 'extension/panel-page/panel.html'].map(
            read,
          ),
        ),
        // Neither the panel nor a document that could be reached.
        panelIsReadable: frame.contentDocument !== null,
        panel: [...performance.getEntriesByName(frame.src)].map(
          (entry) => (entry as PerformanceResourceTiming).responseStatus,
        ),
      };
    }, `chrome-extension://${line.browser.extensionId}`);
    expect(found).toMatchObject({
      interfaces: [],
      files: ['TypeError', 'TypeError', 'TypeError'],
      panelIsReadable: false,
    });
    const panels = page.frames().filter((frame) => frame.url().endsWith('panel.html'));
    expect(await Promise.all(panels.map((frame) => frame.locator('#panel, .panel').count()))).not.toContain(
      1,
    );
  });

  it('reaches no relay, even with its token', async () => {
    await openPlainPage();
    const before = (await audit()).total.received;
    const { url, wsUrl, ownerToken } = line.relay;
    const answers = await page.evaluate(
      async ([address, socketAddress, token]) => {
        const ask = async (path: string, init: RequestInit): Promise<string> => {
          try {
            return `read ${(await fetch(`${address}${path}`, init)).status}`;
          } catch (error) {
            return (error as Error).name;
          }
        };
        const socket = new WebSocket(socketAddress);
        const events: string[] = [];
        socket.onopen = () => {
          events.push('open');
          socket.send(JSON.stringify({ type: 'hello', version: 1, role: 'capture', token }));
        };
        socket.onmessage = () => events.push('message');
        await new Promise((resolve) => (socket.onclose = resolve));
        return {
          health: await ask('/health', {}),
          audit: await ask('/api/audit', { headers: { authorization: `Bearer ${token}` } }),
          pair: await ask('/pair', { method: 'POST', body: '{"code":"000000"}' }),
          events,
        };
      },
      [url, wsUrl, ownerToken] as const,
    );
    expect(answers).toEqual({ health: 'TypeError', audit: 'TypeError', pair: 'TypeError', events: [] });
    expect((await audit()).total.received).toBe(before);
  });

  it('forges frames, and the hook’s own events, and none of them is captured', async () => {
    await openPlainPage();
    await openFeed();
    await expectMarkerKept();
    const before = (await audit()).total.received;
    const taken = await page.evaluate(
      ([name, forged]) => {
        const { socket } = window as unknown as { socket: WebSocket };
        socket.dispatchEvent(new MessageEvent('message', { data: forged }));
        const genuine = new MessageEvent('message', { data: forged });
        Object.defineProperty(Object.getPrototypeOf(genuine) as object, 'isTrusted', { get: () => true });
        socket.dispatchEvent(genuine);
        return [document, window, document.documentElement].map((target) => {
          const frames = new EventTarget();
          const handover = new FocusEvent(name, { relatedTarget: frames, cancelable: true, bubbles: true });
          target.dispatchEvent(handover);
          for (const type of ['frame', 'stream']) {
            frames.dispatchEvent(new CustomEvent(type, { detail: [1, forged, Date.now()] }));
            document.dispatchEvent(new CustomEvent(type, { detail: [1, forged, Date.now()] }));
          }
          return handover.defaultPrevented;
        });
      },
      [HANDOVER_EVENT, frameOf([['FORGED_otc', 1.5]])] as const,
    );
    expect(taken).toEqual([false, false, false]);
    await expectMarkerKept();
    expect((await audit()).total.received).toBe(before + 1);
    expect(await readPairs(line.relay)).not.toContain('FORGED_otc');
  });

  it('ends the event before any other listener, in the capturing phase: the tick is kept all the same', async () => {
    await openPlainPage();
    await openFeed();
    await page.evaluate(() => {
      const { socket } = window as unknown as { socket: WebSocket };
      socket.addEventListener('message', (event) => event.stopImmediatePropagation(), true);
    });
    await expectMarkerKept();
  });

  it('names pairs of another broker, or renames its own, through its feed and from within the content script: in vain', async () => {
    await openPlainPage();
    await openFeed();
    await expectMarkerKept();
    await line.simulator.emitRaw(
      frameOf([
        ['FOREIGN_otc@quotex', 1.5],
        ['FOREIGN@', 1.5],
        ['@quotex', 1.5],
      ]),
    );
    world = await enterContentWorld(line.browser, page);
    const now = Date.now();
    await world.evaluate(`{
      const port = chrome.runtime.connect({ name: 'bridge' });
      port.postMessage({ type: 'ticks', id: 1, ticks: [
        ['BROKEN_INTO@quotex', 1.5, ${now}, ${now}],
        ['BROKEN_INTO@pocket-option', 1.5, ${now}, ${now}],
        ['BROKEN_INTO_otc', 1.5, ${now}, ${now}],
      ] });
      port.postMessage({ type: 'renamed', id: 2, from: 'BROKEN_INTO_otc', to: 'RENAMED_otc' });
      port.postMessage({ type: 'renamed', id: 3, from: 'active:1@iq-option', to: 'RENAMED@iq-option' });
      port.postMessage({ type: 'settings', relayUrl: 'http://127.0.0.1:1' });
    }`);
    await settles(async () => (await readPairs(line.relay)).includes('BROKEN_INTO_otc'));
    await expectMarkerKept();
    const pairs = await readPairs(line.relay);
    expect(pairs).toContain('BROKEN_INTO_otc');
    expect(pairs.filter((pair) => /@|FOREIGN|RENAMED/.test(pair))).toEqual([]);
  });

  it('has broken into the content script, and can read neither the settings nor the status there', async () => {
    await openPlainPage();
    const content = await enterContentWorld(line.browser, page);
    world = content;
    const read = (expression: string): Promise<unknown> =>
      content.evaluate(
        `(async () => { try { return JSON.stringify(await ${expression}); } catch (error) { return String(error); } })()`,
      );
    expect(await read('chrome.storage.local.get()')).toMatch(/not allowed/);
    expect(await read('chrome.storage.local.set({ settings: {} })')).toMatch(/not allowed/);
    const told = await read(`new Promise((resolve) => {
      const port = chrome.runtime.connect({ name: 'capture-status' });
      port.onMessage.addListener(resolve);
      setTimeout(resolve, 1_000, 'nothing');
    })`);
    expect(told).toBe('"nothing"');
  });

  it('floods: beyond the rate limit its ticks are given up and counted', async () => {
    await openPlainPage();
    await openFeed();
    await expectMarkerKept();
    const before = await audit();
    const droppedBefore = before.captures[0]?.dropped ?? 0;
    const [frames, ticks] = [40, 5_000];
    const began = Date.now();
    for (let frame = 0; frame < frames; frame += 1) {
      const prices = Array.from(
        { length: ticks },
        (_, tick) => ['FLOOD_otc', 1 + (frame * ticks + tick) / 1e6] as const,
      );
      await line.simulator.emitRaw(frameOf(prices));
    }
    const sums = async (): Promise<{ received: number; dropped: number }> => {
      const { total, captures } = await audit();
      return {
        received: total.received - before.total.received,
        dropped: (captures[0]?.dropped ?? 0) - droppedBefore,
      };
    };
    await settles(async () => {
      const { received, dropped } = await sums();
      return received + dropped >= frames * ticks;
    }, 60_000);
    await expectMarkerKept();
    const { received, dropped } = await sums();
    const seconds = (Date.now() - began) / 1_000;
    // None is gone uncounted. The bridge counts those too that it forgets before it hears that they are kept.
    expect(received + dropped).toBeGreaterThanOrEqual(frames * ticks);
    expect(received).toBeLessThanOrEqual(BURST_TICKS + seconds * TICKS_PER_SECOND + 1);
    expect(received).toBeGreaterThan(1);
    expect(dropped).toBeGreaterThan(0);
  });
});
