import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { ServerContext } from './server-context.ts';

/**
 * Lets clients go that ask over HTTP and leave the answers unread: each has one of the sockets that all share. Node
 * reads no more of such a client's requests, so what waits for it stays small. What has become a WebSocket is its
 * `Connection`'s concern.
 */
export const endUnreadAnswers = (
  server: Server,
  { limits, metrics }: Pick<ServerContext, 'limits' | 'metrics'>,
): void => {
  /** The open sockets, and since when something has waited for the client of each without a pause. */
  const unreadSince = new Map<Socket, number | undefined>();
  server.on('connection', (socket: Socket) => {
    unreadSince.set(socket, undefined);
    socket.once('close', () => unreadSince.delete(socket));
  });
  server.on('upgrade', ({ socket }) => unreadSince.delete(socket));
  const inspect = (): void => {
    const now = performance.now();
    for (const [socket, since = now] of unreadSince) {
      unreadSince.set(socket, socket.writableLength > 0 ? since : undefined);
      if (socket.writableLength === 0 || now - since <= limits.slowMs) continue;
      metrics.connectionsRefused.inc({ reason: 'answers-unread' });
      socket.destroy();
    }
  };
  const timer = setInterval(inspect, limits.inspectionMs);
  server.once('close', () => clearInterval(timer));
};
