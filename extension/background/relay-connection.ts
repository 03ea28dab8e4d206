import { backoff } from '../../shared/backoff.ts';
import type { CaptureMessage, ToCaptureMessage } from '../../shared/protocol.ts';
import type { CaptureState } from '../contracts/capture-status.ts';
import { isRelayRunning } from '../contracts/relay-health.ts';
import type { Settings } from '../contracts/settings.ts';
import { AttendedSocket, type Reached, type Refusal } from './attended-socket.ts';

const RECONNECT = { first: 250, longest: 15_000 };

export interface RelayConnectionListener {
  onConnected(): void;
  onAck(seq: number): void;
  onState(state: CaptureState): void;
}

/** The one connection to the relay as a capture. Reconnects for as long as it is wanted and paired. */
export class RelayConnection {
  readonly #listener: RelayConnectionListener;
  /** Failed or ended connections since the last welcome. */
  #attempts = 0;
  /** The relay could not keep what we sent: its log has to take something before it is asked as often again. */
  #notKept = false;
  #settings: Settings | undefined;
  #wanted = false;
  #socket: AttendedSocket | undefined;
  #welcomed = false;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #state: CaptureState = 'connecting';

  constructor(listener: RelayConnectionListener) {
    this.#listener = listener;
  }

  get connected(): boolean {
    return this.#welcomed;
  }

  /** Bytes that the socket has not handed on yet. */
  get buffered(): number {
    return this.#socket?.buffered ?? 0;
  }

  /** Begins anew with other settings. */
  configure(settings: Settings): void {
    this.#settings = settings;
    this.#attempts = 0;
    this.#notKept = false;
    this.#close();
    this.#changeState('connecting');
    this.#connect();
  }

  /** Whether there is anything to connect for. */
  want(wanted: boolean): void {
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    if (wanted) {
      this.#connect();
      return;
    }
    this.#close();
    this.#changeState('connecting');
  }

  /** Tries now instead of waiting on. */
  retryNow(): void {
    if (this.#retry === undefined) return;
    this.#attempts = 0;
    this.#connect();
  }

  /** Ends this connection; the next follows by itself. */
  restart(): void {
    this.#socket?.close();
  }

  /** Only while `connected`. */
  send(message: CaptureMessage): void {
    this.#socket?.send(message);
  }

  #connect(): void {
    clearTimeout(this.#retry);
    this.#retry = undefined;
    if (this.#socket || !this.#wanted || !this.#settings) return;
    const { relayUrl, token } = this.#settings;
    if (token === undefined) {
      this.#changeState('not-paired');
      return;
    }
    try {
      this.#socket = new AttendedSocket(relayUrl, token, {
        onWelcome: () => this.#welcome(),
        onMessage: (message) => this.#hear(message),
        onEnd: (reached, refusal) => this.#ended(relayUrl, reached, refusal),
      });
    } catch {
      // The options page refuses such an address; a hand-edited one leads nowhere.
      this.#changeState('relay-not-running');
    }
  }

  #welcome(): void {
    this.#welcomed = true;
    if (!this.#notKept) this.#attempts = 0;
    this.#changeState('connected');
    this.#listener.onConnected();
  }

  #hear(message: ToCaptureMessage): void {
    if (message.type === 'error' && message.code === 'not-kept') this.#notKept = true;
    if (message.type !== 'ack') return;
    if (this.#notKept) this.#attempts = 0;
    this.#notKept = false;
    this.#listener.onAck(message.seq);
  }

  #ended(relayUrl: string, reached: Reached, refusal: Refusal | undefined): void {
    this.#socket = undefined;
    this.#welcomed = false;
    this.#retry = setTimeout(() => this.#connect(), backoff(++this.#attempts, RECONNECT));
    if (refusal) this.#changeState(refusal);
    // A relay that has let us in so far refuses for a passing reason.
    else if (reached !== 'nothing') this.#changeState('connecting');
    else void this.#nameFailedHandshake(relayUrl);
  }

  /** Does nothing listen there, or does the relay not want us? Its refusal of a handshake cannot be read. */
  async #nameFailedHandshake(relayUrl: string): Promise<void> {
    const settings = this.#settings;
    const state = (await isRelayRunning(relayUrl)) ? 'origin-refused' : 'relay-not-running';
    if (!this.#welcomed && settings === this.#settings) this.#changeState(state);
  }

  #close(): void {
    clearTimeout(this.#retry);
    this.#retry = undefined;
    const socket = this.#socket;
    this.#socket = undefined;
    this.#welcomed = false;
    socket?.abandon();
  }

  #changeState(state: CaptureState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#listener.onState(state);
  }
}
