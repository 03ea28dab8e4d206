import type { BridgeMessage, KeptBridgeMessage, KeptMessage } from '../contracts/bridge-messages.ts';
import type { Outgoing } from './batch.ts';

/** The most ticks that wait for the background; the oldest give way. */
export const MAX_UNCONFIRMED_TICKS = 50_000;
const RECONNECT_MIN_MS = 100;
const RECONNECT_MAX_MS = 5_000;

/** What is used of `chrome.runtime.Port`. */
export interface BridgePort {
  postMessage(message: BridgeMessage): void;
  disconnect(): void;
  readonly onMessage: { addListener(listener: (message: KeptMessage) => void): void };
  readonly onDisconnect: { addListener(listener: () => void): void };
}

const weightOf = (message: KeptBridgeMessage): number => {
  switch (message.type) {
    case 'ticks':
      return message.ticks.length;
    case 'candles':
      return message.candles.length;
    case 'feedSpans':
      return message.spans.length;
    case 'renamed':
      return 1;
  }
};

const KEPT_TYPES: ReadonlySet<string> = new Set<KeptBridgeMessage['type']>([
  'ticks',
  'candles',
  'feedSpans',
  'renamed',
]);

const isKept = (outgoing: Outgoing): outgoing is Extract<Outgoing, { type: KeptBridgeMessage['type'] }> =>
  KEPT_TYPES.has(outgoing.type);

/**
 * Brings a page's messages to the background and keeps each until the background has it on the disk: the service
 * worker may be stopped at any moment. Opens the port with the first message, so that a page without prices costs
 * nothing. `connect` throws once the extension was reloaded or removed; then `onOrphaned` is called, once.
 */
export class BackgroundLink {
  readonly #connect: () => BridgePort;
  readonly #onOrphaned: () => void;
  readonly #unconfirmed = new Map<number, KeptBridgeMessage>();
  #port: BridgePort | undefined;
  #orphaned = false;
  #ended = false;
  #lastId = 0;
  #unconfirmedTicks = 0;
  #dropped = 0;
  #reconnectMs = RECONNECT_MIN_MS;

  constructor(connect: () => BridgePort, onOrphaned: () => void) {
    this.#connect = connect;
    this.#onOrphaned = onOrphaned;
  }

  send(outgoing: Outgoing): void {
    if (this.#orphaned) return;
    const message = this.#numbered(outgoing);
    const port = this.#port;
    // A new port begins with everything unconfirmed, this message among it.
    if (!port) {
      this.#open('id' in message ? undefined : message);
      return;
    }
    this.#post(port, message);
    this.#sayDropped(port);
  }

  /** Nothing more will be sent: closes the port once the background has everything. */
  end(): void {
    this.#ended = true;
    this.#rest();
  }

  #rest(): void {
    if (!this.#ended || this.#unconfirmed.size > 0) return;
    this.#port?.disconnect();
    this.#port = undefined;
  }

  #numbered(outgoing: Outgoing): BridgeMessage {
    if (!isKept(outgoing)) return outgoing;
    this.#lastId += 1;
    const message = { ...outgoing, id: this.#lastId };
    this.#unconfirmed.set(message.id, message);
    this.#unconfirmedTicks += weightOf(message);
    this.#bound();
    return message;
  }

  #bound(): void {
    for (const message of this.#unconfirmed.values()) {
      if (this.#unconfirmedTicks <= MAX_UNCONFIRMED_TICKS) return;
      this.#forget(message.id);
      if (message.type === 'ticks') this.#dropped += message.ticks.length;
    }
  }

  #forget(id: number): void {
    const message = this.#unconfirmed.get(id);
    if (!message) return;
    this.#unconfirmed.delete(id);
    this.#unconfirmedTicks -= weightOf(message);
  }

  #open(first?: BridgeMessage): void {
    let port: BridgePort;
    try {
      port = this.#connect();
    } catch {
      this.#orphan();
      return;
    }
    this.#port = port;
    port.onMessage.addListener(({ ids }) => {
      this.#reconnectMs = RECONNECT_MIN_MS;
      for (const id of ids) this.#forget(id);
      this.#rest();
    });
    port.onDisconnect.addListener(() => this.#closed(port));
    if (first) this.#post(port, first);
    this.#sayDropped(port);
    for (const message of [...this.#unconfirmed.values()]) this.#post(port, message);
  }

  #sayDropped(port: BridgePort): void {
    const ticks = this.#dropped;
    // What could not be said is said to the next port.
    if (ticks > 0 && this.#post(port, { type: 'dropped', ticks })) this.#dropped = 0;
  }

  /** Answers whether the port took it. */
  #post(port: BridgePort, message: BridgeMessage): boolean {
    try {
      port.postMessage(message);
      return true;
    } catch {
      // The port has closed under us; the message is kept, or will be said again by the page.
      this.#closed(port);
      return false;
    }
  }

  #closed(port: BridgePort): void {
    if (this.#port !== port) return;
    this.#port = undefined;
    // Without anything to bring, the next message opens the port again.
    if (this.#unconfirmed.size === 0) return;
    setTimeout(() => {
      if (!this.#port && !this.#orphaned) this.#open();
    }, this.#reconnectMs);
    this.#reconnectMs = Math.min(this.#reconnectMs * 2, RECONNECT_MAX_MS);
  }

  #orphan(): void {
    this.#orphaned = true;
    this.#unconfirmed.clear();
    this.#onOrphaned();
  }
}
