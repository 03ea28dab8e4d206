import { afterAll, beforeAll, describe, it } from 'vitest';
import { expectSame } from '../testing/expect-same.ts';
import { startTwoBrowsers, type TwoBrowsers } from '../testing/with-and-without.ts';

describe('a page with the extension sees what it sees without it', () => {
  let browsers: TwoBrowsers;

  beforeAll(async () => {
    browsers = await startTwoBrowsers();
  });
  afterAll(() => browsers.stop());

  it('in the frames that come: order, listeners that throw, end or leave, binary types, buffers that are given away', async () => {
    await expectSame(browsers, async () => {
      const told: unknown[] = [];
      window.addEventListener('error', ({ message, error }) =>
        told.push(['error', message, error instanceof Error]),
      );
      const socket = new WebSocket(location.href.replace('http', 'ws'));
      const look = (
        name: string,
        { data, origin, isTrusted, lastEventId, source, ports, ...rest }: MessageEvent,
      ): void => {
        told.push([name, typeof data === 'object' ? Object.prototype.toString.call(data) : String(data)]);
        told.push([
          origin.replace(/\d+$/, 'port'),
          isTrusted,
          lastEventId,
          source,
          ports.length,
          Object.keys(rest),
        ]);
      };
      const nextFrame = (data: string | ArrayBuffer): Promise<MessageEvent> => {
        socket.send(data);
        return new Promise((resolve) => socket.addEventListener('message', resolve, { once: true }));
      };
      const early = (event: MessageEvent): void => look('early', event);
      socket.addEventListener('message', early);
      socket.onmessage = (event) => look('handler', event);
      socket.addEventListener('message', { handleEvent: (event: MessageEvent) => look('object', event) });
      const ended = new AbortController();
      socket.addEventListener('message', (event) => look('until ended', event), { signal: ended.signal });
      socket.addEventListener(
        'message',
        () => {
          throw new Error('of a listener');
        },
        { once: true },
      );
      await new Promise((resolve) => (socket.onopen = resolve));
      told.push(
        socket.binaryType,
        socket.extensions,
        socket.protocol,
        socket.readyState,
        socket.bufferedAmount,
      );
      await nextFrame('first');
      socket.removeEventListener('message', early);
      ended.abort();
      await nextFrame('second');
      socket.onmessage = null;
      const bytes = new Uint8Array([1, 2, 3]).buffer;
      const blob = (await nextFrame(bytes)).data as Blob;
      told.push(blob instanceof Blob, blob.size, blob.type, [...new Uint8Array(await blob.arrayBuffer())]);
      socket.binaryType = 'arraybuffer';
      const event = await nextFrame(bytes);
      const buffer = event.data as ArrayBuffer;
      told.push(
        buffer instanceof ArrayBuffer,
        buffer.byteLength,
        event.data === buffer,
        event.composedPath().length,
      );
      const { port1, port2 } = new MessageChannel();
      port1.postMessage(buffer, [buffer]);
      told.push(buffer.byteLength, event.eventPhase, event.currentTarget === null, event.target === socket);
      port2.close();
      const stopped: string[] = [];
      const handled = new Promise<void>((resolve) => {
        socket.onmessage = (frame) => {
          stopped.push('handler');
          frame.stopImmediatePropagation();
          resolve();
        };
      });
      socket.addEventListener('message', () => stopped.push('behind it'), { once: true });
      socket.send('stopped');
      await handled;
      // What is behind it would be called in the same turn.
      await new Promise((resolve) => setTimeout(resolve));
      told.push(stopped);
      socket.send('close 4001 why');
      const closed = await new Promise<CloseEvent>((resolve) => (socket.onclose = resolve));
      told.push(
        closed.code,
        closed.reason,
        closed.wasClean,
        socket.readyState,
        String(event.defaultPrevented),
      );
      return told;
    });
  });
});
