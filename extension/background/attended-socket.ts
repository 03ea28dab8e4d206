import {
  HEARTBEAT_MS,
  PROTOCOL_VERSION,
  TO_CAPTURE_MESSAGE,
  parseMessage,
  type CaptureMessage,
  type HelloMessage,
  type ToCaptureMessage,
} from '../../shared/protocol.ts';
import { socketUrl } from '../contracts/relay-address.ts';

const WELCOME_TIMEOUT_MS = 5_000;
/** Without a word for so long the connection is dead, whatever the socket says. */
const SILENCE_MS = 2.5 * HEARTBEAT_MS;

/** Why a relay does not take us; only a person can change it. */
export type Refusal = 'token-refused' | 'origin-refused' | 'version-differs';

/** How far a connection came: the handshake failed, it opened and no welcome came, or it was in use. */
export type Reached = 'nothing' | 'opened' | 'welcomed';

export interface AttendedSocketListener {
  onWelcome(): void;
  /** Everything else that the relay says and the protocol has. */
  onMessage(message: ToCaptureMessage): void;
  /** Once, unless `abandon` was called before. */
  onEnd(reached: Reached, refusal: Refusal | undefined): void;
}

const isRefusal = (code: string): code is Refusal =>
  code === 'token-refused' || code === 'origin-refused' || code === 'version-differs';

/** One connection to the relay as a capture, from hello to its end: welcomed in time, and never silent for long. */
export class AttendedSocket {
  readonly #socket: WebSocket;
  readonly #listener: AttendedSocketListener;
  readonly #welcomeTimeout: ReturnType<typeof setTimeout>;
  readonly #heartbeat: ReturnType<typeof setInterval>;
  #reached: Reached = 'nothing';
  #refusal: Refusal | undefined;
  #heardAt = performance.now();
  #abandoned = false;

  /** Throws where `relayUrl` is no address. */
  constructor(relayUrl: string, token: string, listener: AttendedSocketListener) {
    const socket = new WebSocket(socketUrl(relayUrl));
    this.#socket = socket;
    this.#listener = listener;
    this.#welcomeTimeout = setTimeout(() => socket.close(), WELCOME_TIMEOUT_MS);
    this.#heartbeat = setInterval(() => this.#beat(), HEARTBEAT_MS);
    socket.onopen = () => {
      this.#reached = 'opened';
      const hello: HelloMessage = { type: 'hello', version: PROTOCOL_VERSION, role: 'capture', token };
      socket.send(JSON.stringify(hello));
    };
    socket.onmessage = ({ data }) => this.#receive(String(data));
    socket.onclose = () => this.#ended();
  }

  /** Bytes that have not been handed on yet. */
  get buffered(): number {
    return this.#socket.bufferedAmount;
  }

  /** Only once welcomed. */
  send(message: CaptureMessage): void {
    this.#socket.send(JSON.stringify(message));
  }

  /** Ends it; `onEnd` follows. */
  close(): void {
    this.#socket.close();
  }

  /** Ends it without another word to the listener. */
  abandon(): void {
    this.#abandoned = true;
    this.#stopTimers();
    this.#socket.close();
  }

  #receive(text: string): void {
    if (this.#abandoned) return;
    this.#heardAt = performance.now();
    const parsed = parseMessage(TO_CAPTURE_MESSAGE, text);
    if (!parsed.ok) return;
    const { message } = parsed;
    if (message.type === 'welcome') this.#welcome(message.version);
    else {
      if (message.type === 'error' && isRefusal(message.code)) this.#refusal = message.code;
      this.#listener.onMessage(message);
    }
  }

  #welcome(version: number): void {
    if (this.#reached === 'welcomed') return;
    if (version !== PROTOCOL_VERSION) {
      this.#refusal = 'version-differs';
      this.#socket.close();
      return;
    }
    clearTimeout(this.#welcomeTimeout);
    this.#reached = 'welcomed';
    this.#listener.onWelcome();
  }

  #beat(): void {
    if (performance.now() - this.#heardAt > SILENCE_MS) this.#socket.close();
    else if (this.#reached === 'welcomed') this.send({ type: 'heartbeat' });
  }

  #ended(): void {
    this.#stopTimers();
    if (!this.#abandoned) this.#listener.onEnd(this.#reached, this.#refusal);
  }

  #stopTimers(): void {
    clearTimeout(this.#welcomeTimeout);
    clearInterval(this.#heartbeat);
  }
}
