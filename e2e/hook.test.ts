import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readKeptTicks } from '../testing/relay-api.ts';
import { settledComparison, settles, startWholeLine, type WholeLine } from '../testing/whole-line.ts';

describe('the hook on a page', () => {
  let line: WholeLine;
  let page: Page;

  beforeAll(async () => {
    line = await startWholeLine({ simulator: { ticksPerMinute: 3_000 } });
    page = await line.openBrokerPage('?binary=blob');
    await settles(() => Promise.resolve(line.simulator.sentLive() > 50));
  });

  afterAll(() => line.stop());

  it('captures sockets that deliver Blobs, in order and complete', async () => {
    line.simulator.pause();
    const { sent, kept, missing, unexpected } = await settledComparison(line);
    expect({ kept, missing, unexpected }).toEqual({ kept: sent, missing: [], unexpected: [] });
    line.simulator.resume();
  });

  it('leaves WebSocket as the page knows it', async () => {
    const seen = await page.evaluate(() => {
      class Own extends WebSocket {}
      const socket = new Own('ws://127.0.0.1:9/');
      const descriptor = Object.getOwnPropertyDescriptor(window, 'WebSocket');
      return {
        instance: socket instanceof WebSocket && socket instanceof Own,
        constructor: WebSocket.prototype.constructor === WebSocket,
        own: socket.constructor === Own,
        name: WebSocket.name,
        length: WebSocket.length,
        states: [WebSocket.CONNECTING, WebSocket.OPEN, WebSocket.CLOSING, WebSocket.CLOSED],
        text: String(WebSocket),
        binaryType: socket.binaryType,
        flags: [descriptor?.writable, descriptor?.enumerable, descriptor?.configurable],
      };
    });
    expect(seen).toEqual({
      instance: true,
      constructor: true,
      own: true,
      name: 'WebSocket',
      length: 1,
      states: [0, 1, 2, 3],
      text: 'function WebSocket() { [native code] }',
      binaryType: 'blob',
      flags: [true, false, true],
    });
  });

  it('does not capture a frame that the page forges', async () => {
    const forged = `42${JSON.stringify(['updateStream', [['FORGED_otc', Date.now() / 1000 + 7200, 1.5]]])}`;
    await page.evaluate((data) => {
      const socket = new WebSocket('ws://127.0.0.1:9/');
      socket.dispatchEvent(new MessageEvent('message', { data }));
    }, forged);
    // What came after it has arrived, so it would have too.
    const before = line.simulator.sentLive();
    await settles(() => Promise.resolve(line.simulator.sentLive() > before + 20));
    line.simulator.pause();
    expect((await settledComparison(line)).missing).toEqual([]);
    line.simulator.resume();
    const pairs = new Set((await readKeptTicks(line.relay)).map(({ pair }) => pair));
    expect(pairs).not.toContain('FORGED_otc');
  });

  it('keeps what follows a malformed frame', async () => {
    await line.simulator.emitRaw(
      `42${JSON.stringify(['updateStream', [['BAD PAIR', 'x', -1], [null], 'EURUSD_otc', Number.MAX_VALUE]])}`,
    );
    await line.simulator.emitRaw(`42${JSON.stringify(['unknownEvent', { deep: [[['EURUSD_otc', 1, 2]]] }])}`);
    const before = line.simulator.sentLive();
    await settles(() => Promise.resolve(line.simulator.sentLive() > before + 20));
    line.simulator.pause();
    const { missing, unexpected } = await settledComparison(line);
    expect({ missing, unexpected }).toEqual({ missing: [], unexpected: [] });
  });
});
