import type { Milliseconds } from '../../../shared/units.ts';
import type { BrokerCandle } from './broker-prices.ts';

/** An OHLC row of the wire; each value `undefined` where the wire has none that makes sense. */
export interface WireCandle {
  readonly brokerTime: Milliseconds | undefined;
  readonly open: number | undefined;
  readonly high: number | undefined;
  readonly low: number | undefined;
  readonly close: number | undefined;
}

/** The candle, or `undefined` where it lacks a value. Whether its prices agree is asked later, by `isCandle`. */
export const wireCandle = ({ brokerTime, open, high, low, close }: WireCandle): BrokerCandle | undefined =>
  brokerTime === undefined ||
  open === undefined ||
  high === undefined ||
  low === undefined ||
  close === undefined
    ? undefined
    : { brokerTime, open, high, low, close };
