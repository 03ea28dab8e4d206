import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { endWithStatus } from './end-with-status.ts';
import type { ServerContext } from './server-context.ts';

interface BadRequest {
  readonly status: number;
  readonly reason: string;
  readonly message: string;
}

const MALFORMED: BadRequest = {
  status: 400,
  reason: 'request-malformed',
  message: 'This is no HTTP request.',
};

const TUNNEL: BadRequest = { status: 405, reason: 'method-wrong', message: 'The relay is no proxy.' };

/** By the codes of Node's errors. */
const BAD_REQUESTS: Readonly<Record<string, BadRequest>> = {
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    reason: 'request-too-slow',
    message: 'The request was not there in time.',
  },
  HPE_HEADER_OVERFLOW: {
    status: 431,
    reason: 'headers-too-large',
    message: 'The headers of the request are too large.',
  },
};

/** What a client leaves that just goes: no attack, and no request either. */
const GONE = new Set(['ECONNRESET', 'EPIPE']);

/** Refuses and counts what Node ends before it is a request. */
export const refuseBadRequests = (server: Server, { metrics }: Pick<ServerContext, 'metrics'>): void => {
  const count = (reason: string): void => metrics.connectionsRefused.inc({ reason });
  const refuse = (socket: Duplex, { status, reason, message }: BadRequest): void => {
    count(reason);
    endWithStatus(socket, status, message);
  };
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const code = error.code ?? '';
    if (GONE.has(code)) socket.destroy();
    else refuse(socket, BAD_REQUESTS[code] ?? MALFORMED);
  });
  server.on('connect', (_request, socket) => refuse(socket, TUNNEL));
  server.on('drop', () => count('too-many-sockets'));
};
