import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A TCP connection to a relay, for what no HTTP client sends; its errors are no test's concern. */
export const openRawSocket = async (port: number): Promise<Socket> => {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
};

/** Sends these bytes and reads until the relay ends; answers what it said. */
export const exchangeRaw = async (port: number, bytes: string | Uint8Array): Promise<string> => {
  const socket = await openRawSocket(port);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((resolve) => socket.once('end', resolve).once('close', resolve));
  socket.write(bytes);
  await ended;
  socket.destroy();
  return Buffer.concat(chunks).toString('latin1');
};
