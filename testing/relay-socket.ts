import { once } from 'node:events';
import { WebSocket, type ClientOptions, type RawData } from 'ws';
import type { Role, ToCaptureMessage, ToViewMessage } from '../shared/protocol.ts';
import { HEARTBEAT_MS, PROTOCOL_VERSION } from '../shared/protocol.ts';

type Message = ToCaptureMessage | ToViewMessage;
type MessageOf<Type extends Message['type']> = Extract<Message, { type: Type }>;

/** One client's WebSocket to a relay, with what it has received. */
export class RelaySocket {
  readonly socket: WebSocket;
  /** Resolves when the connection has ended, with everything that was received. */
  readonly closed: Promise<readonly Message[]>;
  readonly #received: Message[] = [];
  readonly #waiting = new Set<() => void>();

  constructor(url: string, options: ClientOptions = {}) {
    this.socket = new WebSocket(url, options);
    this.socket.on('message', (data: RawData) => {
      this.#received.push(JSON.parse((data as Buffer).toString('utf8')) as Message);
      for (const check of this.#waiting) check();
    });
    // An end from the other side is what many tests are about; it shows in `closed`.
    this.socket.on('error', () => undefined);
    this.closed = new Promise((resolve) => this.socket.once('close', () => resolve(this.#received)));
  }

  opened(): Promise<unknown> {
    return once(this.socket, 'open');
  }

  /** Text goes as it is, anything else as JSON. */
  send(message: unknown): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  /** The next message of this type that `take` has not given yet; rejects when the connection ends first. */
  async take<Type extends Message['type']>(
    type: Type,
    matches: (message: MessageOf<Type>) => boolean = () => true,
  ): Promise<MessageOf<Type>> {
    const find = (): MessageOf<Type> | undefined => {
      const index = this.#received.findIndex(
        (message) => message.type === type && matches(message as MessageOf<Type>),
      );
      return index === -1 ? undefined : (this.#received.splice(index, 1)[0] as MessageOf<Type>);
    };
    return new Promise((resolve, reject) => {
      const check = (): void => {
        const found = find();
        if (!found) return;
        this.#waiting.delete(check);
        resolve(found);
      };
      this.#waiting.add(check);
      void this.closed.then(() => reject(new Error(`The connection ended before a ${type} came.`)));
      check();
    });
  }

  async close(): Promise<void> {
    this.socket.close();
    await this.closed;
  }
}

/** Where a client finds a relay, and what lets it in. */
export interface RelayAddress {
  readonly wsUrl: string;
  readonly ownerToken: string;
}

/** A greeted connection. */
export const connectAs = async ({ wsUrl, ownerToken }: RelayAddress, role: Role): Promise<RelaySocket> => {
  const client = new RelaySocket(wsUrl);
  await client.opened();
  client.send({ type: 'hello', version: PROTOCOL_VERSION, role, token: ownerToken });
  await client.take('welcome');
  return client;
};

/** Sends what a client that lives on sends every 20 s: without it the relay calls the connection dead. */
export const keepAwake = (client: RelaySocket): void => {
  const timer = setInterval(() => client.send({ type: 'heartbeat' }), HEARTBEAT_MS);
  void client.closed.then(() => clearInterval(timer));
};
