import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { MAX_MESSAGE_BYTES, PROTOCOL_PATH } from '../../shared/protocol.ts';
import { Connection } from './connection.ts';
import { endWithStatus } from './end-with-status.ts';
import { expectHello } from './greeting.ts';
import { callerOf, WRONG_HOST, WRONG_ORIGIN, type Caller } from './request-guard.ts';
import type { ServerContext } from './server-context.ts';

const open = (context: ServerContext, socket: WebSocket, stream: Duplex, caller: Caller): void => {
  const { connections, limits, metrics, warn } = context;
  const connection = new Connection(socket, stream, { limits, metrics, warn });
  if (caller === 'other-extension') {
    metrics.connectionsRefused.inc({ reason: 'origin-refused' });
    connection.end('origin-refused', WRONG_ORIGIN);
    return;
  }
  if (connections.size >= limits.connections) {
    metrics.connectionsRefused.inc({ reason: 'too-many-connections' });
    connection.end('too-many-connections', `The relay serves ${limits.connections} connections: close some.`);
    return;
  }
  connections.add(connection);
  expectHello(context, connection);
};

interface Refusal {
  readonly status: number;
  readonly reason: string;
  readonly message: string;
}

/** Why there is no WebSocket for this request at all. */
const refusalOf = (caller: Caller, url: string | undefined): Refusal | undefined => {
  if (caller === 'wrong-host') {
    return { status: 403, reason: 'host-refused', message: WRONG_HOST };
  }
  if (caller === 'foreign') {
    return { status: 403, reason: 'origin-refused', message: WRONG_ORIGIN };
  }
  if (url?.split('?')[0] === PROTOCOL_PATH) return undefined;
  return { status: 404, reason: 'not-found', message: `The WebSocket is at ${PROTOCOL_PATH}.` };
};

const NO_UPGRADE: Refusal = {
  status: 400,
  reason: 'upgrade',
  message: 'This is no WebSocket request of version 13.',
};

/**
 * Accepts WebSockets at `/v1`. A foreign page or a wrong `Host` does not get one; another extension gets one
 * only to be told so, because a browser hides from it why an upgrade failed.
 */
export const serveWebSockets = (server: Server, context: ServerContext): void => {
  const webSockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: MAX_MESSAGE_BYTES,
  });
  const refuse = (socket: Duplex, { reason, status, message }: Refusal): void => {
    context.metrics.connectionsRefused.inc({ reason });
    context.warn(`upgrade-${reason}`, `A WebSocket was refused (${reason}): ${message}`);
    endWithStatus(socket, status, message);
  };
  webSockets.on('wsClientError', (_error, socket) => refuse(socket, NO_UPGRADE));
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // A socket that breaks before it is a WebSocket concerns nobody.
    socket.on('error', () => socket.destroy());
    const caller = callerOf(request);
    const refusal = refusalOf(caller, request.url);
    if (refusal) {
      refuse(socket, refusal);
      return;
    }
    webSockets.handleUpgrade(request, socket, head, (webSocket) => open(context, webSocket, socket, caller));
  });
};
