import { HEARTBEAT_MS, HELLO_TIMEOUT_MS } from '../../shared/protocol.ts';

/** What one client may take of the relay. Tests shorten the times. */
export interface Limits {
  readonly helloTimeoutMs: number;
  /** TCP connections of any kind, beyond which a new one is closed at once. */
  readonly sockets: number;
  /** The time that an HTTP request has for its headers. */
  readonly headersTimeoutMs: number;
  /** The time that an HTTP request has for all of it. */
  readonly requestTimeoutMs: number;
  readonly heartbeatMs: number;
  /** A connection that was silent for so long is dead: two heartbeats are missing, and some time for the way. */
  readonly silenceMs: number;
  /** How often connections and unfinished requests are looked at for silence and slowness. */
  readonly inspectionMs: number;
  readonly connections: number;
  readonly captureMessagesPerSecond: number;
  readonly viewMessagesPerSecond: number;
  /** Refused messages after which a connection ends. */
  readonly refusedMessages: number;
  /** Bytes waiting to be read by a client, beyond which messages to it are left out. */
  readonly bufferedBytes: number;
  /** The time that a slow client has to read what waits before it is let go; a viewer that has is brought up to date. */
  readonly slowMs: number;
  /** Ticks of one capture that wait for the log, beyond which its socket is not read. */
  readonly pendingTicks: number;
  /** History questions of one viewer that wait for an answer, beyond which its socket is not read. */
  readonly pendingHistories: number;
  /** How often a changed status is told. */
  readonly statusMs: number;
  /** New pairs within this time are told at once. */
  readonly pairsDelayMs: number;
  /** Changes of history within this time are told at once. */
  readonly changesDelayMs: number;
  /** The time that closing gives to what is under way, and then again to the clients to leave. */
  readonly drainMs: number;
}

export const DEFAULT_LIMITS: Limits = {
  helloTimeoutMs: HELLO_TIMEOUT_MS,
  sockets: 256,
  headersTimeoutMs: 5_000,
  requestTimeoutMs: 10_000,
  heartbeatMs: HEARTBEAT_MS,
  silenceMs: 2.5 * HEARTBEAT_MS,
  inspectionMs: 1_000,
  connections: 64,
  captureMessagesPerSecond: 5_000,
  viewMessagesPerSecond: 100,
  refusedMessages: 10,
  bufferedBytes: 4 * 1_048_576,
  slowMs: 60_000,
  pendingTicks: 100_000,
  pendingHistories: 16,
  statusMs: 2_000,
  pairsDelayMs: 200,
  changesDelayMs: 300,
  drainMs: 2_500,
};
