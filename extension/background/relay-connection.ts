import { backoff } from '../../shared/backoff.ts';
import {
  HEARTBEAT_MS,
  PROTOCOL_VERSION,
  TO_CAPTURE_MESSAGE,
  parseMessage,
  type CaptureMessage,
  type HelloMessage,
  type ToCaptureMessage,
} from '../../shared/protocol.ts';
import type { CaptureState } from '../contracts/capture-status.ts';
import { socketUrl } from '../contracts/relay-address.ts';
import type { Settings } from '../contracts/settings.ts';

const WELCOME_TIMEOUT_MS = 5_000;
const RECONNECT = { first: 250, longest: 15_000 };
const PROBE_TIMEOUT_MS = 3_000;
/** Without a word for so long the connection is dead, whatever the socket says. */
const SILENCE_MS = 2.5 * HEARTBEAT_MS;

export interface RelayConnectionListener {
  onConnected(): void;
  onAck(seq: number): void;
  onState(state: CaptureState): void;
}

const isRefusal = (code: string): code is 'token-refused' | 'origin-refused' | 'version-differs' =>
  code === 'token-refused' || code === 'origin-refused' || code === 'version-differs';

/** A handshake that failed: does nothing listen there, or does the relay not want us? */
const probe = async (relayUrl: string): Promise<CaptureState> => {
  try {
    const health = new URL('/health', relayUrl);
    const response = await fetch(health, { signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) });
    return response.ok ? 'origin-refused' : 'relay-not-running';
  } catch {
    return 'relay-not-running';
  }
};

/** The one connection to the relay as a capture. Reconnects for as long as it is wanted and paired. */
export class RelayConnection {
  readonly #listener: RelayConnectionListener;
  /** Failed or ended connections since the last welcome. */
  #attempts = 0;
  /** The relay could not keep what we sent: its log has to take something before it is asked as often again. */
  #notKept = false;
  #settings: Settings | undefined;
  #wanted = false;
  #socket: WebSocket | undefined;
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
    return this.#socket?.bufferedAmount ?? 0;
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
    this.#socket?.send(JSON.stringify(message));
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
    let socket: WebSocket;
    try {
      socket = new WebSocket(socketUrl(relayUrl));
    } catch {
      // The options page refuses such an address; a hand-edited one leads nowhere.
      this.#changeState('relay-not-running');
      return;
    }
    this.#socket = socket;
    this.#attend(socket, relayUrl, token);
  }

  #attend(socket: WebSocket, relayUrl: string, token: string): void {
    let refusal: CaptureState | undefined;
    let heardAt = performance.now();
    const welcomeTimeout = setTimeout(() => socket.close(), WELCOME_TIMEOUT_MS);

    const hello: HelloMessage = { type: 'hello', version: PROTOCOL_VERSION, role: 'capture', token };
    socket.onopen = () => socket.send(JSON.stringify(hello));
    socket.onmessage = ({ data }) => {
      if (socket !== this.#socket) return;
      heardAt = performance.now();
      const parsed = parseMessage(TO_CAPTURE_MESSAGE, String(data));
      if (!parsed.ok) return;
      const { message } = parsed;
      if (message.type === 'error' && isRefusal(message.code)) refusal = message.code;
      if (message.type === 'error' && message.code === 'not-kept') this.#notKept = true;
      if (message.type === 'welcome' && message.version !== PROTOCOL_VERSION) {
        refusal = 'version-differs';
        socket.close();
        return;
      }
      if (message.type === 'welcome') clearTimeout(welcomeTimeout);
      this.#hear(message);
    };
    const heartbeat = setInterval(() => {
      if (performance.now() - heardAt > SILENCE_MS) socket.close();
      else if (this.#welcomed && socket === this.#socket) this.send({ type: 'heartbeat' });
    }, HEARTBEAT_MS);
    socket.onclose = () => {
      clearTimeout(welcomeTimeout);
      clearInterval(heartbeat);
      if (socket !== this.#socket) return;
      const welcomed = this.#welcomed;
      this.#socket = undefined;
      this.#welcomed = false;
      this.#retry = setTimeout(() => this.#connect(), backoff(++this.#attempts, RECONNECT));
      if (refusal) this.#changeState(refusal);
      else if (welcomed) this.#changeState('connecting');
      else void this.#nameFailure(relayUrl);
    };
  }

  #hear(message: ToCaptureMessage): void {
    if (message.type === 'ack') {
      if (this.#notKept) this.#attempts = 0;
      this.#notKept = false;
      this.#listener.onAck(message.seq);
    }
    if (message.type !== 'welcome' || this.#welcomed) return;
    this.#welcomed = true;
    if (!this.#notKept) this.#attempts = 0;
    this.#changeState('connected');
    this.#listener.onConnected();
  }

  async #nameFailure(relayUrl: string): Promise<void> {
    const settings = this.#settings;
    const state = await probe(relayUrl);
    if (!this.#welcomed && settings === this.#settings) this.#changeState(state);
  }

  #close(): void {
    clearTimeout(this.#retry);
    this.#retry = undefined;
    const socket = this.#socket;
    this.#socket = undefined;
    this.#welcomed = false;
    socket?.close();
  }

  #changeState(state: CaptureState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#listener.onState(state);
  }
}
