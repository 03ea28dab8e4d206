import { WebSocket, type RawData } from 'ws';
import type { Channel } from './broker-server.ts';

/** One of a page's sockets without a browser and without Socket.IO: it sees the frames themselves. */
export interface RawSocket {
  /** Every frame received, text or bytes, in order. */
  readonly frames: readonly (string | Buffer)[];
  send(text: string): void;
  close(): void;
}

/** Opens a socket as an Engine.IO 4 client does, answers pings, and connects again whenever it is closed. */
export const openRawSocket = (port: number, channel: Channel): RawSocket => {
  const frames: (string | Buffer)[] = [];
  let closed = false;
  let socket: WebSocket;
  const open = (): void => {
    socket = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket&channel=${channel}`);
    socket.on('message', (data: RawData, isBinary: boolean) => {
      const bytes = data as Buffer;
      const frame = isBinary ? bytes : bytes.toString('utf8');
      frames.push(frame);
      if (typeof frame !== 'string') return;
      if (frame.startsWith('0')) socket.send('40');
      if (frame === '2') socket.send('3');
    });
    socket.on('close', () => {
      if (!closed) open();
    });
    // A refused connection is followed by 'close', which tries again.
    socket.on('error', () => undefined);
  };
  open();
  return {
    frames,
    send: (text) => socket.send(text),
    close: () => {
      closed = true;
      socket.close();
    },
  };
};

export interface ReceivedEvent {
  readonly event: string;
  readonly payload: unknown;
}

const EVENT_HEADER = /^4(?:5(\d)-|2)(\[.*)$/s;

/** Puts headers and their attachment together; a header without one is left out. */
export const eventsOfFrames = (frames: readonly (string | Buffer)[]): ReceivedEvent[] => {
  const events: ReceivedEvent[] = [];
  frames.forEach((frame, index) => {
    const [, attachments, json] = EVENT_HEADER.exec(typeof frame === 'string' ? frame : '') ?? [];
    if (json === undefined) return;
    const [event, payload] = JSON.parse(json) as [string, unknown];
    if (attachments === undefined) {
      events.push({ event, payload });
      return;
    }
    const bytes = frames[index + 1];
    if (typeof bytes === 'object')
      events.push({ event, payload: JSON.parse(bytes.toString('utf8')) as unknown });
  });
  return events;
};
