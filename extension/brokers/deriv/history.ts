import type { Milliseconds } from '../../../shared/units.ts';
import type { BrokerHistory, BrokerTick } from '../wire/broker-prices.ts';
import { brokerTick } from '../wire/broker-tick.ts';
import { durationOfSeconds } from '../wire/price-rows.ts';
import { wireCandle } from '../wire/wire-candle.ts';
import { isRecord, listOf, type WireRecord } from '../wire/wire-values.ts';
import { derivPrice, derivTime } from './numbers.ts';

/** What `granularity` is where the request leaves it out, seconds. */
const DEFAULT_GRANULARITY = 60;

/** A history and whether it reaches to the present. */
export interface DerivHistory {
  readonly history: BrokerHistory;
  readonly isNewest: boolean;
}

const ticksOf = (symbol: string, history: unknown): BrokerTick[] => {
  if (!isRecord(history)) return [];
  const times = listOf(history.times);
  return listOf(history.prices)
    .map((value, index) => brokerTick(symbol, derivPrice(value), derivTime(times[index])))
    .filter((tick) => tick !== undefined);
};

const durationOf = (granularity: unknown = DEFAULT_GRANULARITY): Milliseconds | undefined =>
  durationOfSeconds(granularity);

/**
 * The answers to `ticks_history`: `history: { prices: [], times: [] }` or `candles: [{ epoch, open, high, low, close }]`.
 * Neither names its symbol: the request stands beside it as `echo_req: { ticks_history: symbol, granularity, end, … }`,
 * and without it the answer cannot be told whose it is. With `end: "latest"` it is "the latest possible set".
 * Source: https://developers.deriv.com (`ticks_history`); GitHub: binary-com/deriv-api-docs
 * `config/v3/ticks_history/receive.json` and `send.json`.
 */
export const historyOf = (message: WireRecord): DerivHistory | undefined => {
  const request = message.echo_req;
  if (!isRecord(request) || typeof request.ticks_history !== 'string') return undefined;
  const symbol = request.ticks_history;
  return {
    history: {
      symbol,
      duration: durationOf(request.granularity),
      ticks: ticksOf(symbol, message.history),
      candles: listOf(message.candles)
        .filter(isRecord)
        .map((row) => wireCandle(derivTime(row.epoch), row, derivPrice))
        .filter((candle) => candle !== undefined),
    },
    isNewest: request.end === 'latest',
  };
};
