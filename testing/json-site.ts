import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';

/** A site whose page does nothing but listen to a WebSocket; what it sends is the test's own. */
export interface JsonSite {
  readonly port: number;
  /** How many pages listen now. */
  listeners(): number;
  /** What each page that begins to listen is sent at once; `undefined` for nothing. */
  greeting: unknown;
  /** Sends one text frame to each of them. */
  send(frame: unknown): void;
  stop(): Promise<void>;
}

const PAGE = `<!doctype html><title>Prices</title><h1>Prices</h1>
<script>new WebSocket(\`ws://\${location.host}/feed\`).onmessage = () => {};</script>`;

/** Listens on loopback; the host name that a browser calls it by is the browser's affair. */
export const startJsonSite = async (): Promise<JsonSite> => {
  const http = createServer((_, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(PAGE);
  });
  const feed = new WebSocketServer({ server: http });
  feed.on('connection', (socket) => {
    if (served.greeting !== undefined) socket.send(JSON.stringify(served.greeting));
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const served: JsonSite = {
    greeting: undefined,
    port: (http.address() as AddressInfo).port,
    listeners: () => feed.clients.size,
    send: (frame) => {
      for (const socket of feed.clients) socket.send(JSON.stringify(frame));
    },
    stop: async () => {
      for (const socket of feed.clients) socket.terminate();
      http.close();
      await once(http, 'close');
    },
  };
  return served;
};
