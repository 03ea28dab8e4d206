import { createHash, createPublicKey } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import { WebSocketServer, type WebSocket } from 'ws';
import type { BrokerDialect, SentPrice } from './dialect.ts';

/** A broker's page and feed under their real names: a page that opens the feed, and nothing else on it. */
export interface SecureSite {
  /** What makes a Chromium go to this server for every name of the dialects, and take its certificate for theirs. */
  readonly browserArgs: readonly string[];
  /** Resolves when a page of this broker has opened the feed and was sent what comes first. */
  whenOpen(brokerId: string): Promise<void>;
  /** Sends prices over the feed that is open. */
  send(brokerId: string, prices: readonly SentPrice[]): void;
  /** Ticks of the history that its pages were sent. */
  history(brokerId: string): readonly SentPrice[];
  stop(): Promise<void>;
}

interface Feed {
  readonly socket: WebSocket;
  readonly history: readonly SentPrice[];
}

/** The name by which the server is asked. */
const nameAsked = ({ headers }: IncomingMessage): string => (headers.host ?? '').split(':')[0] ?? '';

const hostOf = (url: string): string => new URL(url).hostname;

const pageOf = ({ feed }: BrokerDialect): string => `<!doctype html><title>A broker's page</title>
<script>
  const socket = new WebSocket(${JSON.stringify(feed)});
</script>`;

/** For Chromium's `--ignore-certificate-errors-spki-list`: only this key is trusted, not every certificate. */
const keyFingerprint = (certificate: string): string =>
  createHash('sha256')
    .update(createPublicKey(certificate).export({ type: 'spki', format: 'der' }))
    .digest('base64');

const listen = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
};

/** Serves the pages and feeds of brokers over TLS on one port of 127.0.0.1, told apart by the name they are asked by. */
export const startSecureSite = async (dialects: readonly BrokerDialect[]): Promise<SecureSite> => {
  const keys = await generate([{ name: 'commonName', value: 'a simulated broker' }], {
    keyType: 'ec',
    algorithm: 'sha256',
  });
  const byFeed = new Map(dialects.map((dialect) => [hostOf(dialect.feed), dialect]));
  const byPage = new Map(dialects.map((dialect) => [hostOf(dialect.page), dialect]));
  const byId = new Map(dialects.map((dialect) => [dialect.brokerId, dialect]));
  const feeds = new Map<string, Feed>();
  const waiting = new Map<string, () => void>();

  const server = createServer({ key: keys.private, cert: keys.cert }, (request, response) => {
    const dialect = byPage.get(nameAsked(request));
    response.writeHead(dialect ? 200 : 404, { 'content-type': 'text/html' });
    response.end(dialect && request.url === new URL(dialect.page).pathname ? pageOf(dialect) : '');
  });
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket, request) => {
    const dialect = byFeed.get(nameAsked(request));
    if (!dialect) {
      socket.close();
      return;
    }
    const now = Date.now();
    const history = dialect.history?.(now) ?? { frames: [], ticks: [] };
    for (const frame of [...dialect.opening(now), ...history.frames]) socket.send(frame);
    feeds.set(dialect.brokerId, { socket, history: history.ticks });
    waiting.get(dialect.brokerId)?.();
  });
  const port = await listen(server);

  const names = [...new Set([...byFeed.keys(), ...byPage.keys()])];
  return {
    browserArgs: [
      `--host-resolver-rules=${names.map((name) => `MAP ${name} 127.0.0.1:${port}`).join(', ')}`,
      `--ignore-certificate-errors-spki-list=${keyFingerprint(keys.cert)}`,
    ],
    whenOpen: (brokerId) =>
      feeds.has(brokerId)
        ? Promise.resolve()
        : new Promise((resolve) => {
            waiting.set(brokerId, resolve);
          }),
    send: (brokerId, prices) => {
      const frames = byId.get(brokerId)?.prices(prices) ?? [];
      for (const frame of frames) feeds.get(brokerId)?.socket.send(frame);
    },
    history: (brokerId) => feeds.get(brokerId)?.history ?? [],
    stop: async () => {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
