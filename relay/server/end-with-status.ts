import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

/** Answers on a bare socket and lets it go, whether its client closes it or not. */
export const endWithStatus = (socket: Duplex, status: number, message: string): void => {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Type: text/plain\r\n` +
      `Content-Length: ${Buffer.byteLength(message)}\r\n\r\n${message}`,
    // A server's socket stays half open for as long as its client likes, and would count as one of those it may have.
    () => socket.destroy(),
  );
};
