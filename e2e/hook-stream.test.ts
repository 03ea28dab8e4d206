import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWholeLine, type WholeLine } from '../testing/whole-line.ts';

/** A page without a feed is called so after 20 s. */
const UNSEEN_WITHIN_MS = 60_000;

describe('a page that opens a WebSocketStream', () => {
  let line: WholeLine;

  beforeAll(async () => {
    line = await startWholeLine();
  });
  afterAll(() => line.stop());

  it('receives what comes, and the panel says that it cannot be watched', async () => {
    const page = await line.browser.context.newPage();
    await page.goto(`${line.simulator.url}page.css`);
    const first = await page.evaluate(async () => {
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
      return [value?.slice(0, 1), stream instanceof WebSocketStream, String(WebSocketStream)];
    });
    expect(first).toEqual(['0', true, 'function WebSocketStream() { [native code] }']);
    const cause = '127.0.0.1 opens a WebSocketStream and shows no prices elsewhere.';
    await line.panel.locator('.notice .cause', { hasText: cause }).waitFor({ timeout: UNSEEN_WITHIN_MS });
  });
});
