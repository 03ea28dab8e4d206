import type { Milliseconds } from '../../../shared/units.ts';

/** A price as the broker stamped it, under its own symbol. */
export interface BrokerTick {
  readonly symbol: string;
  readonly price: number;
  readonly brokerTime: Milliseconds;
}

/** An OHLC row in broker time. */
export interface BrokerCandle {
  /** When it began. */
  readonly brokerTime: Milliseconds;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

/** What a broker says of one symbol's past. */
export interface BrokerHistory {
  readonly symbol: string;
  /** Length of its candles. */
  readonly duration: Milliseconds | undefined;
  readonly ticks: readonly BrokerTick[];
  readonly candles: readonly BrokerCandle[];
}
