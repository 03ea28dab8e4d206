import type { Frame, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readTicksOfPair } from '../testing/relay-api.ts';
import { settles, startWholeLine, type WholeLine } from '../testing/whole-line.ts';

const BROKER_TIME_AHEAD_SECONDS = 7_200;
/** Of the broker's origin, and a document without any script. */
const PLAIN = 'page.css';

/** Watched by the page in its own world; what its script puts on `window`. */
interface Watching {
  seen: string[];
  received: number;
  socket: WebSocket;
}

/** Runs in the page: a feed socket of its own, which speaks as an Engine.IO client does. */
const openFeed = (onFrame: 'count' | 'leave' | 'remove'): Promise<void> =>
  new Promise((resolve) => {
    const watching = window as unknown as Watching;
    watching.received = 0;
    watching.seen = [];
    window.addEventListener('error', ({ message }) => void watching.seen.push(message));
    const host = location.host || parent.location.host;
    const socket = new WebSocket(`ws://${host}/socket.io/?EIO=4&transport=websocket&channel=feed`);
    watching.socket = socket;
    socket.onmessage = ({ data }) => {
      const text = String(data);
      if (text.startsWith('0')) socket.send('40');
      if (text.startsWith('40')) resolve();
      if (text === '2') socket.send('3');
      if (!text.includes('HOOK')) return;
      watching.received += 1;
      if (!text.includes('LAST')) return;
      if (onFrame === 'leave') location.replace('about:blank');
      if (onFrame === 'remove') frameElement?.remove();
    };
  });

/**
 * Runs in the page: until its next tick, everything that the hook could touch or inherit tells of it and throws.
 * Answers that tick's frame and what was told.
 */
const watchOneTick = async (): Promise<{ frame: string; seen: string[] }> => {
  const { seen, socket } = window as unknown as Watching;
  const restores: (() => void)[] = [];
  const watch = (target: object, name: string, kind: 'value' | 'get'): void => {
    const before = Object.getOwnPropertyDescriptor(target, name);
    const tell = (): never => {
      seen.push(name);
      throw new Error(name);
    };
    const watched = Object.assign(Object.create(null) as PropertyDescriptor, {
      [kind]: tell,
      configurable: true,
    });
    Object.defineProperty(target, name, watched);
    restores.push(() => {
      if (before) Object.defineProperty(target, name, before);
      else Reflect.deleteProperty(target, name);
    });
  };
  const frame = await new Promise<string>((resolve) => {
    socket.onmessage = ({ data }) => {
      // The feed's greeting may still be on its way.
      if (!String(data).includes('HOOK')) return;
      for (const restore of restores.reverse()) restore();
      resolve(String(data));
    };
    watch(Event.prototype, 'type', 'get');
    for (const name of ['dispatchEvent', 'addEventListener']) watch(EventTarget.prototype, name, 'value');
    for (const name of ['apply', 'construct', 'get']) watch(Reflect, name, 'value');
    for (const name of ['CustomEvent', 'EventTarget']) watch(window, name, 'value');
    watch(Performance.prototype, 'now', 'value');
    watch(Date, 'now', 'value');
    for (const name of ['bubbles', 'cancelable', 'composed', 'detail', 'relatedTarget']) {
      watch(Object.prototype, name, 'get');
    }
  });
  return { frame, seen };
};

describe('a page that looks for the hook', () => {
  let line: WholeLine;
  let page: Page;
  let names = 0;

  beforeAll(async () => {
    line = await startWholeLine();
    line.simulator.pause();
  });
  afterAll(() => line.stop());
  afterEach(() => page.close());

  const openPlainPage = async (): Promise<Page> => {
    page = await line.browser.context.newPage();
    await page.goto(`${line.simulator.url}${PLAIN}`);
    return page;
  };

  /** Sends a tick, by default of a pair that has none yet, to every open socket; answers the pair. */
  const sendTick = async (pair = `HOOK${(names += 1)}_otc`, price = 1.5): Promise<string> => {
    const time = Date.now() / 1_000 + BROKER_TIME_AHEAD_SECONDS;
    await line.simulator.emitRaw(`42${JSON.stringify(['updateStream', [[pair, time, price]]])}`);
    return pair;
  };
  const expectKept = async (pair: string, count = 1): Promise<void> => {
    const kept = async (): Promise<number> => (await readTicksOfPair(line.relay, pair)).length;
    await settles(async () => (await kept()) === count);
    expect(await kept()).toBe(count);
  };
  const seenBy = (frame: Page | Frame): Promise<string[]> =>
    frame.evaluate(() => (window as unknown as Watching).seen);
  const received = async (frame: Page | Frame, count: number): Promise<boolean> =>
    settles(async () => (await frame.evaluate(() => (window as unknown as Watching).received)) === count);

  it('sees no call of what it has replaced, and no object of ours through what it has put on Object.prototype', async () => {
    await openPlainPage();
    await page.evaluate(openFeed, 'count' as const);
    const pair = `HOOK${(names += 1)}_otc`;
    let watched: Awaited<ReturnType<typeof watchOneTick>> | undefined;
    void page.evaluate(watchOneTick).then((result) => (watched = result));
    let price = 0;
    await settles(async () => {
      if (!watched) await sendTick(pair, (price += 1));
      return watched !== undefined;
    });
    expect(watched?.seen).toEqual([]);
    const [, seenPrice] = /,([\d.]+)\]\]\]$/.exec(watched?.frame ?? '') ?? [];
    const prices = async () => (await readTicksOfPair(line.relay, pair)).map((tick) => tick.price);
    await settles(async () => (await prices()).includes(Number(seenPrice)));
    expect(await prices()).toContain(Number(seenPrice));
  });

  it('finds the traps of a Proxy nowhere on the constructor', async () => {
    await openPlainPage();
    const found = await page.evaluate(() => {
      const names = [
        ...['has', 'set', 'apply', 'ownKeys', 'getPrototypeOf', 'setPrototypeOf', 'isExtensible'],
        ...['defineProperty', 'deleteProperty', 'getOwnPropertyDescriptor', 'preventExtensions'],
      ];
      const called: string[] = [];
      const shared = Object.prototype as unknown as Record<string, unknown>;
      for (const name of names) shared[name] = () => called.push(name);
      const answers = [
        'OPEN' in WebSocket,
        Object.getPrototypeOf(WebSocket) === EventTarget,
        Reflect.ownKeys(WebSocket).length > 3,
        Object.isExtensible(WebSocket),
      ];
      for (const name of names) Reflect.deleteProperty(shared, name);
      return { called, answers };
    });
    expect(found).toEqual({ called: [], answers: [true, true, true, true] });
  });

  it('hears nothing of an error in the bridge', async () => {
    await openPlainPage();
    await page.evaluate(openFeed, 'count' as const);
    const session = await line.browser.context.newCDPSession(page);
    const worlds: number[] = [];
    session.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.origin === `chrome-extension://${line.browser.extensionId}`) worlds.push(context.id);
    });
    await session.send('Runtime.enable');
    const thrown = new Promise<string>((resolve) =>
      session.on('Runtime.exceptionThrown', ({ exceptionDetails }) =>
        resolve(exceptionDetails.exception?.description ?? ''),
      ),
    );
    expect(worlds).toHaveLength(1);
    const expression = `Map.prototype.get = () => { throw new Error('the bridge failed'); }`;
    await session.send('Runtime.evaluate', { contextId: worlds[0] ?? 0, expression });
    await sendTick();
    expect(await thrown).toContain('the bridge failed');
    expect(await received(page, 1)).toBe(true);
    expect(await seenBy(page)).toEqual([]);
  });

  it('takes no tick with it when it leaves in the turn in which the tick came', async () => {
    await openPlainPage();
    await page.evaluate(openFeed, 'leave' as const);
    await expectKept(await sendTick());
    const last = await sendTick('LASTHOOK1_otc');
    await page.waitForURL('about:blank');
    await expectKept(last);
  });

  it('takes no tick with it when it removes its own frame in that turn', async () => {
    await openPlainPage();
    const frame = await addFrame(page, '');
    await frame.evaluate(openFeed, 'remove' as const);
    await expectKept(await sendTick());
    const last = await sendTick('LASTHOOK2_otc');
    await settles(() => Promise.resolve(page.frames().length === 1));
    expect(page.frames()).toHaveLength(1);
    await expectKept(last);
  });

  it.each([
    ['about:blank', ''],
    ['srcdoc', 'srcdoc="<p>A frame"'],
    ['a page of its own', `src="/${PLAIN}"`],
  ])('finds the constructor of a frame of %s as it was, and its ticks are kept', async (_, attributes) => {
    await openPlainPage();
    const frame = await addFrame(page, attributes);
    const text = await frame.evaluate(() => [String(WebSocket), WebSocket.name, typeof WebSocket.prototype]);
    expect(text).toEqual(['function WebSocket() { [native code] }', 'WebSocket', 'object']);
    await frame.evaluate(openFeed, 'count' as const);
    await expectKept(await sendTick());
    expect(await seenBy(frame)).toEqual([]);
  });

  it('is not kept waiting by a long history, which comes before the tick that follows it', async () => {
    await openPlainPage();
    await page.evaluate(openFeed, 'count' as const);
    const [first, long] = [await sendTick(), `HOOK${(names += 1)}_otc`];
    await expectKept(first);
    const until = Date.now() / 1_000 + BROKER_TIME_AHEAD_SECONDS;
    const count = 60_000;
    const history = Array.from({ length: count }, (_, index) => [
      until - count + index + 0.123,
      1 + index / 1e6,
    ]);
    await line.simulator.emitRaw(
      `42${JSON.stringify(['updateHistoryNewFast', { asset: long, period: 60, history, candles: [] }])}`,
      `42${JSON.stringify(['updateStream', [[long, until, 1.5]]])}`,
    );
    await expectKept(long, count + 1);
    expect(await received(page, 3)).toBe(true);
    expect(await seenBy(page)).toEqual([]);
  });

  // The last: it leaves the panel closed.
  it('goes on as before when the extension is reloaded, and its owner is told', async () => {
    await openPlainPage();
    await page.evaluate(openFeed, 'count' as const);
    await expectKept(await sendTick());
    const told = page.waitForEvent('console', (message) => message.text().includes('updated or removed'));
    const worker = await line.browser.serviceWorker();
    const ended = new Promise((resolve) => worker.once('close', resolve));
    // Its answer goes with the worker.
    void worker.evaluate(() => chrome.runtime.reload()).catch(() => undefined);
    await ended;
    await sendTick();
    await sendTick();
    await told;
    expect(await received(page, 3)).toBe(true);
    expect(await seenBy(page)).toEqual([]);
  });
});

/** Adds an iframe to the page; `attributes` as in HTML. */
const addFrame = async (page: Page, attributes: string): Promise<Frame> => {
  const attached = page.waitForEvent('frameattached');
  await page.evaluate(
    (html) => document.body.insertAdjacentHTML('beforeend', html),
    `<iframe ${attributes}></iframe>`,
  );
  const frame = await attached;
  await frame.waitForLoadState();
  return frame;
};
