import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server as HttpServer,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { Server, type Socket } from 'socket.io';
import type { WebSocket } from 'ws';

/** The sockets that a page opens, told apart by `?channel=`; a client that names none gets the feed. */
export const CHANNELS = ['feed', 'chat', 'counters'] as const;
export type Channel = (typeof CHANNELS)[number];

const LOOPBACK = '127.0.0.1';

/** The HTTP server of the page with the real Socket.IO server of its feed. */
export class BrokerServer {
  readonly #http: HttpServer;
  readonly #io: Server;

  private constructor(http: HttpServer) {
    this.#http = http;
    // Intervals and limits are Socket.IO's defaults: the feed's handshake in the recordings has the same ones.
    this.#io = new Server(http, { transports: ['websocket'], serveClient: false, cors: { origin: '*' } });
  }

  /** Listens on loopback; `port` 0 takes a free one. Rejects with a sentence where the port is taken. */
  static async listen(port: number, answer: RequestListener): Promise<BrokerServer> {
    const http = createServer(answer);
    const server = new BrokerServer(http);
    await new Promise<void>((resolve, reject) => {
      http.once('error', (error: NodeJS.ErrnoException) =>
        reject(
          error.code === 'EADDRINUSE'
            ? new Error(
                `Port ${port} is taken; give the simulator another one with --port, or 0 for any free one.`,
              )
            : error,
        ),
      );
      http.listen(port, LOOPBACK, resolve);
    });
    return server;
  }

  get port(): number {
    return (this.#http.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://${LOOPBACK}:${this.port}/`;
  }

  onConnect(listener: (socket: Socket, channel: Channel) => void): void {
    this.#io.on('connection', (socket) => listener(socket, channelOf(socket)));
  }

  /** Resolves when the channel has an open socket. */
  async whenOpen(channel: Channel): Promise<void> {
    if (this.openSockets(channel).length > 0) return;
    await new Promise<void>((resolve) => {
      this.onConnect((_, connected) => {
        if (connected === channel) resolve();
      });
    });
  }

  /** Sockets to which a frame can be written now. */
  openSockets(channel: Channel): Socket[] {
    return [...this.#io.sockets.sockets.values()].filter(
      (socket) => isOpen(socket) && channelOf(socket) === channel,
    );
  }

  /** Sends to every open socket of the channel; answers how many there were. */
  emit(channel: Channel, event: string, ...payload: unknown[]): number {
    const sockets = this.openSockets(channel);
    for (const socket of sockets) socket.emit(event, ...payload);
    return sockets.length;
  }

  /** Writes WebSocket frames, exactly as given and in a row, behind what is already waiting to be sent. */
  async writeFrames(channel: Channel, frames: readonly (string | Uint8Array)[]): Promise<void> {
    await Promise.all(this.openSockets(channel).map((socket) => writeFrames(socket, frames)));
  }

  /** Closes the channel's WebSockets after what was sent; Socket.IO clients connect again by themselves. */
  closeSockets(channel: Channel): void {
    for (const socket of this.openSockets(channel)) socket.conn.close();
  }

  async stop(): Promise<void> {
    await this.#io.close();
    this.#http.closeAllConnections();
  }
}

const isOpen = (socket: Socket): boolean => socket.connected && socket.conn.readyState === 'open';

const channelOf = (socket: Socket): Channel =>
  CHANNELS.find((channel) => channel === socket.handshake.query.channel) ?? 'feed';

const writeFrames = async (socket: Socket, frames: readonly (string | Uint8Array)[]): Promise<void> => {
  // A frame between an event's header and its attachment would break that event as well.
  while (isOpen(socket) && !socket.conn.transport.writable) await setImmediate();
  if (!isOpen(socket)) return;
  for (const frame of frames) webSocketOf(socket).send(frame);
};

/** Engine.IO keeps the `ws` socket on the request that opened it. */
const webSocketOf = (socket: Socket): WebSocket =>
  (socket.conn.request as IncomingMessage & { readonly websocket: WebSocket }).websocket;
