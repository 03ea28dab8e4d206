import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectSame } from '../testing/expect-same.ts';
import { startTwoBrowsers, type TwoBrowsers } from '../testing/with-and-without.ts';

/** What frames are and do that have the extension, and that have not, has to be equal. */
describe('frames with the extension are what they are without it', () => {
  let browsers: TwoBrowsers;

  beforeAll(async () => {
    browsers = await startTwoBrowsers({ backForwardCache: true });
  });
  afterAll(() => browsers.stop());

  it('of every kind, before their load event and after it', async () => {
    await expectSame(browsers, async () => {
      type FrameWindow = Window & typeof globalThis;
      const address = location.href.replace('http', 'ws');
      const look = (frame: HTMLIFrameElement): unknown => {
        try {
          const inner = frame.contentWindow as FrameWindow;
          return [
            inner.WebSocket === WebSocket,
            String(inner.WebSocket),
            inner.WebSocket.prototype.constructor === inner.WebSocket,
            inner.Function.prototype.toString.call(inner.WebSocket),
            inner.eval(
              `(() => { try { new WebSocket('${address}', ['a', 'a']) } catch (e) { return e.stack } })()`,
            ),
          ];
        } catch (error) {
          return (error as Error).name;
        }
      };
      const echoIn = (frame: HTMLIFrameElement): Promise<unknown> =>
        new Promise((resolve) => {
          try {
            const socket = new (frame.contentWindow as FrameWindow).WebSocket(address);
            socket.onopen = () => socket.send('echo');
            socket.onmessage = ({ data }) => {
              socket.close();
              resolve(data);
            };
            socket.onerror = () => resolve('an error');
          } catch (error) {
            resolve((error as Error).name);
          }
        });
      const blob = URL.createObjectURL(new Blob(['<p>A blob'], { type: 'text/html' }));
      const kinds: Record<string, Record<string, string>> = {
        blank: {},
        aboutBlank: { src: 'about:blank' },
        script: { src: 'javascript:"<p>Text of a script"' },
        srcdoc: { srcdoc: '<p>A frame' },
        blob: { src: blob },
        ownPage: { src: '/a-page' },
        sandboxed: { srcdoc: '<p>Alone', sandbox: 'allow-scripts' },
        sandboxedHere: { srcdoc: '<p>Here', sandbox: 'allow-scripts allow-same-origin' },
      };
      const seen: Record<string, unknown> = {};
      for (const [kind, attributes] of Object.entries(kinds)) {
        const frame = document.createElement('iframe');
        for (const [name, value] of Object.entries(attributes)) frame.setAttribute(name, value);
        const loaded = new Promise((resolve) => (frame.onload = resolve));
        document.body.append(frame);
        const atOnce = look(frame);
        await loaded;
        seen[kind] = [atOnce, look(frame), await echoIn(frame), look(frame)];
      }
      const written = document.body.appendChild(document.createElement('iframe'));
      written.contentDocument?.open();
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- pages do
      written.contentDocument?.write('<p>Written<script>var own = String(WebSocket)</script>');
      written.contentDocument?.close();
      seen.written = [
        look(written),
        (written.contentWindow as unknown as { own: string }).own,
        await echoIn(written),
      ];
      return seen;
    });
  });

  it('that are removed while their sockets are open, or keep them from outside', async () => {
    await expectSame(browsers, async () => {
      const address = location.href.replace('http', 'ws');
      const told: unknown[] = [];
      window.addEventListener('error', ({ message }) => told.push(message));
      for (const when of ['before it opens', 'on a frame', 'in its listener'] as const) {
        const frame = document.body.appendChild(document.createElement('iframe'));
        const { WebSocket: Inner } = frame.contentWindow as Window & typeof globalThis;
        const socket = new Inner(address);
        const events: string[] = [];
        for (const type of ['open', 'message', 'error', 'close'])
          socket.addEventListener(type, () => events.push(type));
        if (when === 'before it opens') frame.remove();
        else {
          await new Promise((resolve) => (socket.onopen = resolve));
          const framed = new Promise<void>((resolve) => {
            socket.onmessage = () => {
              if (when === 'in its listener') frame.remove();
              resolve();
            };
          });
          socket.send('echo');
          await framed;
          frame.remove();
        }
        await new Promise((resolve) => setTimeout(resolve, 200));
        const late = ((): string => {
          try {
            return String(new Inner(address).readyState);
          } catch (error) {
            return String(error);
          }
        })();
        told.push([when, events, socket.readyState, late]);
      }
      return told;
    });
  });

  const PAGE_TO_LEAVE = `<!doctype html><title>Kept</title><script>
      const address = location.href.replace('http', 'ws');
      window.shown = [];
      addEventListener('pageshow', ({ persisted }) => shown.push(persisted));
      window.echo = () => new Promise((resolve) => {
        const socket = new WebSocket(address);
        socket.onopen = () => socket.send('echo');
        socket.onclose = () => resolve('closed');
        socket.onmessage = ({ data }) => resolve(data);
        window.socket = socket;
      });
    </script>`;

  const leaveAndComeBack = async (page: Page, url: string, closesSocket: boolean): Promise<unknown> => {
    await page.goto(url);
    type Kept = Window & { shown: boolean[]; echo: () => Promise<string>; socket: WebSocket };
    const before = await page.evaluate(async (closes) => {
      const { echo } = window as unknown as Kept;
      const answer = await echo();
      const { socket } = window as unknown as Kept;
      const { readyState } = socket;
      if (closes) {
        socket.close();
        await new Promise((resolve) => socket.addEventListener('close', resolve));
      }
      return [answer, readyState];
    }, closesSocket);
    await page.goto(browsers.pages.url);
    // No load event comes with a page out of the cache.
    await page.evaluate(() => history.back());
    await page.waitForFunction(() => (window as unknown as Partial<Kept>).shown !== undefined);
    const after = await page.evaluate(async () => {
      const kept = window as unknown as Kept;
      const { readyState } = (kept as Partial<Kept>).socket ?? {};
      const [navigation] = performance.getEntriesByType('navigation');
      const { notRestoredReasons } = navigation as unknown as { notRestoredReasons?: unknown };
      return [kept.shown, readyState, JSON.stringify(notRestoredReasons), await kept.echo()];
    });
    return [before, after];
  };

  it('of a page that is left and comes back out of the back/forward cache', async () => {
    const url = browsers.pages.add(PAGE_TO_LEAVE);
    const seen = await browsers.inBoth((page) => leaveAndComeBack(page, url, true));
    expect(seen.with).toEqual(seen.without);
    expect(seen.without).toEqual([
      ['echo', 1],
      [[false, true], 3, 'null', 'echo'],
    ]);
  });

  it('of a page that is left with an open socket, which some versions of Chromium keep out of that cache', async () => {
    const url = browsers.pages.add(PAGE_TO_LEAVE);
    const seen = await browsers.inBoth((page) => leaveAndComeBack(page, url, false));
    expect(seen.with).toEqual(seen.without);
    expect(seen.without).toMatchObject([['echo', 1], { 3: 'echo' }]);
  });
});
