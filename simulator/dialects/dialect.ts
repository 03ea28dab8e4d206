/** A WebSocket frame: text, or bytes for a binary one. */
export type WireFrame = string | Uint8Array;

/** A price as a simulated broker sends it. */
export interface SentPrice {
  /** The broker's own symbol, as the pair has it before its `@`. */
  readonly symbol: string;
  readonly price: number;
  /** UTC ms. */
  readonly timestamp: number;
}

/**
 * How one broker's page and feed look from outside: real addresses and the broker's frames. Written from the broker's
 * facts, not from our decoder, which has to read them.
 */
export interface BrokerDialect {
  readonly brokerId: string;
  /** A page of the broker's own host, `https:`. */
  readonly page: string;
  /** What that page opens, `wss:`. */
  readonly feed: string;
  /** The step of its times, ms; 1 where absent. What is sent has to keep to it. */
  readonly resolutionMs?: number;
  /** The symbols to be sent; each broker writes them in its own way. */
  readonly symbols: readonly string[];
  /** What comes before the first price: handshake, lists, and frames that only look like prices. `now`: UTC ms. */
  opening(now: number): readonly WireFrame[];
  /** What carries these prices, which come together, and nothing else that is a price. */
  prices(sent: readonly SentPrice[]): readonly WireFrame[];
  /** The past that the broker sends when a chart is opened, as frames, and the ticks in it; absent where it has none. */
  history?(now: number): { readonly frames: readonly WireFrame[]; readonly ticks: readonly SentPrice[] };
}
