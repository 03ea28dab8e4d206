import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { WebSocketServer } from 'ws';

/** Pages on loopback, and a WebSocket at the same address that sends back what it is sent, text as text. */
export interface EchoPages {
  /** Ends in `/`. What is served there, and at every path that nothing else is at, is an empty page. */
  readonly url: string;
  /** Serves `html` at a path of its own; answers its address. */
  add(html: string): string;
  /** The text that a page posts next, to any path. */
  nextPosted(): Promise<string>;
  stop(): Promise<void>;
}

const EMPTY = '<!doctype html><title>Empty</title><body>';
/** A client that sends `close 4001 why` is closed with that. */
const CLOSE = /^close (\d+) (.*)$/;

/** `headers`: of every page. */
export const serveEchoPages = async (headers: Readonly<Record<string, string>> = {}): Promise<EchoPages> => {
  const pages = new Map<string, string>();
  let onPosted: (text: string) => void = () => undefined;
  const http = createServer((request, response) => {
    if (request.method === 'POST') void text(request).then((posted) => onPosted(posted));
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers });
    response.end(pages.get(pathname) ?? EMPTY);
  });
  const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });
  sockets.on('connection', (socket) => {
    socket.on('message', (data: Buffer, isBinary) => {
      const [, code, reason] = (isBinary ? undefined : CLOSE.exec(data.toString())) ?? [];
      if (code === undefined) socket.send(data, { binary: isBinary });
      else socket.close(Number(code), reason);
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/`;
  return {
    url,
    add: (html) => {
      const path = `/page-${pages.size + 1}`;
      pages.set(path, html);
      return new URL(path, url).href;
    },
    nextPosted: () => new Promise((resolve) => (onPosted = resolve)),
    stop: async () => {
      for (const client of sockets.clients) client.terminate();
      await new Promise((resolve) => sockets.close(resolve));
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
};
