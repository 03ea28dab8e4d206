import { socketUrl } from '../../contracts/relay-address.ts';
import { isRelayRunning } from '../../contracts/relay-health.ts';
import type { Settings } from '../../contracts/settings.ts';
import { backoff } from '../../../shared/backoff.ts';
import type { Pair } from '../../../shared/pair.ts';
import {
  HEARTBEAT_MS,
  parseMessage,
  PROTOCOL_VERSION,
  TO_VIEW_MESSAGE,
  type ErrorCode,
  type HelloMessage,
  type ToViewMessage,
  type ViewMessage,
} from '../../../shared/protocol.ts';
import type { Timeframe } from '../../../shared/timeframe.ts';
import type { Milliseconds } from '../../../shared/units.ts';
import type { ConnectionState } from './connection-state.ts';
import { PendingHistories, type HistoryMessage, type TickHistoryMessage } from './pending-histories.ts';

/** The time that a connection has until the relay's welcome. */
const WELCOME_TIMEOUT_MS = 5_000;
/** The relay sends a heartbeat as often as we do; after two missed ones TCP may take minutes more to notice. */
const SILENCE_MS = 2.5 * HEARTBEAT_MS;
const RECONNECT = { first: 250, longest: 10_000 };
/** Nothing but a person can end these states, so the relay is asked again only now and then. */
const REFUSED_RETRY_MS = 30_000;

type MessageOf<Type extends ToViewMessage['type']> = Extract<ToViewMessage, { type: Type }>;

export interface HistoryQuery {
  readonly pair: Pair;
  readonly timeframe: Timeframe;
  readonly limit: number;
  /** Only candles that begin earlier. */
  readonly before?: Milliseconds;
}

export interface TickHistoryQuery {
  readonly pair: Pair;
  readonly limit: number;
  /** Only ticks that are earlier. */
  readonly before?: Milliseconds;
}

/** Where a chart asks for what it has not seen itself. */
export interface Histories {
  history(query: HistoryQuery): Promise<HistoryMessage>;
  tickHistory(query: TickHistoryQuery): Promise<TickHistoryMessage>;
}

export interface RelayViewListener {
  readonly onState: (state: ConnectionState) => void;
  /** Tick tuples as they came, not yet validated each. */
  readonly onTicks: (tuples: readonly unknown[]) => void;
  readonly onPairs: (message: MessageOf<'pairs'>) => void;
  readonly onStatus: (message: MessageOf<'status'>) => void;
  /** History of these pairs has changed other than by live ticks. */
  readonly onHistoryChanged: (message: MessageOf<'historyChanged'>) => void;
  readonly onPage: (message: MessageOf<'page'>) => void;
}

type WebSocketConstructor = new (url: string) => WebSocket;

/** What to do with a message of each type. */
type Handlers = { readonly [Type in ToViewMessage['type']]: (message: MessageOf<Type>) => void };

const REFUSALS: Partial<Record<ErrorCode, ConnectionState>> = {
  'origin-refused': 'origin-refused',
  'token-refused': 'token-refused',
  'version-differs': 'version-differs',
};

/**
 * The panel's own connection to the relay, kept up until `close()`. It subscribes to every pair, because the
 * list shows them all.
 */
export class RelayView implements Histories {
  readonly #listener: RelayViewListener;
  readonly #WebSocket: WebSocketConstructor;
  readonly #handlers: Handlers;
  readonly #histories = new PendingHistories<HistoryMessage>();
  readonly #tickHistories = new PendingHistories<TickHistoryMessage>();
  #settings: Settings | undefined;
  #socket: WebSocket | undefined;
  #welcomed = false;
  #refusal: ConnectionState | undefined;
  #attempt = 0;
  /** Tells a connection's late events from those of the one that took its place. */
  #generation = 0;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #heardAt = 0;
  #welcomeTimer: ReturnType<typeof setTimeout> | undefined;
  #heartbeatTimer: ReturnType<typeof setInterval> | undefined;

  constructor(listener: RelayViewListener, WebSocketClass: WebSocketConstructor = WebSocket) {
    this.#listener = listener;
    this.#WebSocket = WebSocketClass;
    this.#handlers = {
      welcome: () => this.#welcome(),
      ticks: ({ ticks }) => listener.onTicks(ticks),
      history: (message) => this.#histories.answer(message),
      tickHistory: (message) => this.#tickHistories.answer(message),
      pairs: (message) => listener.onPairs(message),
      historyChanged: (message) => listener.onHistoryChanged(message),
      status: (message) => listener.onStatus(message),
      page: (message) => listener.onPage(message),
      error: ({ code }) => (this.#refusal = REFUSALS[code]),
      heartbeat: () => undefined,
    };
  }

  /** Connects, or connects anew where the address or the token is another. */
  connect(settings: Settings): void {
    this.#settings = settings;
    this.retry();
  }

  /** Tries again at once, as after a person has started the relay. */
  retry(): void {
    this.#drop();
    this.#attempt = 0;
    this.#listener.onState('connecting');
    void this.#open();
  }

  close(): void {
    this.#settings = undefined;
    this.#drop();
  }

  /**
   * Asks for candles, ascending. Rejects where there is no connection, it ends before the answer, or the
   * answer stays out for 15 s.
   */
  history(query: HistoryQuery): Promise<HistoryMessage> {
    return this.#ask(this.#histories, (id) => ({ type: 'history', id, ...query }));
  }

  /** Asks for single ticks, by timestamp, then price. Rejects as `history` does. */
  tickHistory(query: TickHistoryQuery): Promise<TickHistoryMessage> {
    return this.#ask(this.#tickHistories, (id) => ({ type: 'tickHistory', id, ...query }));
  }

  #ask<Answer extends { readonly id: number }>(
    pending: PendingHistories<Answer>,
    question: (id: number) => ViewMessage,
  ): Promise<Answer> {
    const socket = this.#socket;
    if (!socket || !this.#welcomed) return Promise.reject(new Error('There is no connection to the relay.'));
    return pending.ask((id) => this.#send(socket, question(id)));
  }

  async #open(): Promise<void> {
    const settings = this.#settings;
    if (!settings) return;
    const generation = this.#generation;
    if (settings.token === undefined) {
      const running = await isRelayRunning(settings.relayUrl);
      if (generation === this.#generation) this.#fail(running ? 'not-paired' : 'relay-not-running');
      return;
    }
    const { token } = settings;
    const socket = new this.#WebSocket(socketUrl(settings.relayUrl));
    this.#socket = socket;
    socket.onopen = () =>
      this.#send(socket, { type: 'hello', version: PROTOCOL_VERSION, role: 'view', token });
    socket.onmessage = ({ data }) => {
      if (generation === this.#generation && typeof data === 'string') this.#receive(data);
    };
    // Without a listener some implementations throw; `close` follows and is where failures are told apart.
    socket.onerror = () => undefined;
    socket.onclose = () => {
      if (generation === this.#generation) void this.#closed(settings.relayUrl);
    };
    this.#welcomeTimer = setTimeout(() => socket.close(), WELCOME_TIMEOUT_MS);
  }

  #receive(text: string): void {
    const parsed = parseMessage(TO_VIEW_MESSAGE, text);
    if (!parsed.ok) return;
    this.#heardAt = performance.now();
    const { message } = parsed;
    // The table pairs each type with its own handler, which the compiler cannot follow through the lookup.
    (this.#handlers[message.type] as (message: ToViewMessage) => void)(message);
  }

  #welcome(): void {
    const socket = this.#socket;
    if (!socket || this.#welcomed) return;
    this.#welcomed = true;
    this.#attempt = 0;
    this.#refusal = undefined;
    clearTimeout(this.#welcomeTimer);
    this.#heartbeatTimer = setInterval(() => {
      if (performance.now() - this.#heardAt > SILENCE_MS) socket.close();
      else this.#send(socket, { type: 'heartbeat' });
    }, HEARTBEAT_MS);
    this.#send(socket, { type: 'subscribe', pairs: '*' });
    this.#listener.onState('connected');
  }

  async #closed(relayUrl: string): Promise<void> {
    const welcomed = this.#welcomed;
    const refusal = this.#refusal;
    this.#drop();
    if (refusal) {
      this.#fail(refusal);
      return;
    }
    const generation = this.#generation;
    if (welcomed) this.#listener.onState('reconnecting');
    const running = await isRelayRunning(relayUrl);
    if (generation === this.#generation) this.#fail(running ? 'reconnecting' : 'relay-not-running');
  }

  #fail(state: ConnectionState): void {
    this.#listener.onState(state);
    const waits = state === 'relay-not-running' || state === 'reconnecting';
    const delay = waits ? backoff(++this.#attempt, RECONNECT) : REFUSED_RETRY_MS;
    this.#retryTimer = setTimeout(() => void this.#open(), delay);
  }

  #drop(): void {
    this.#generation++;
    this.#welcomed = false;
    this.#refusal = undefined;
    clearTimeout(this.#retryTimer);
    clearTimeout(this.#welcomeTimer);
    clearInterval(this.#heartbeatTimer);
    this.#socket?.close();
    this.#socket = undefined;
    this.#histories.abandon();
    this.#tickHistories.abandon();
  }

  #send(socket: WebSocket, message: HelloMessage | ViewMessage): void {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
  }
}
