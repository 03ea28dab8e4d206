import type { BrokerTick } from '../wire/broker-prices.ts';
import { brokerTick } from '../wire/broker-tick.ts';
import { isRecord, type WireRecord } from '../wire/wire-values.ts';
import { derivPrice, derivTime } from './numbers.ts';

const tickOf = (symbol: unknown, time: unknown, value: unknown): BrokerTick[] => {
  const tick = brokerTick(symbol, derivPrice(value), derivTime(time));
  return tick ? [tick] : [];
};

/**
 * `tick: { ask, bid, epoch, id, pip_size, quote, symbol }`: the market's value at an epoch, as the page draws it.
 * Source: https://developers.deriv.com (`ticks`); GitHub: binary-com/deriv-api-docs `config/v3/ticks/receive.json`.
 */
export const tickOfQuote = ({ tick }: WireRecord): BrokerTick[] =>
  isRecord(tick) ? tickOf(tick.symbol, tick.epoch, tick.quote) : [];

/**
 * `ohlc: { open_time, epoch, granularity, open, high, low, close, symbol }`, text for prices: the forming candle after
 * each tick. `epoch` is that tick's (1739611724 within the candle from 1739611680) and `close` its price, so it says
 * what `tick` says; where the page has asked for both, the tick's key makes them one. The candle itself has not ended.
 * Source: https://developers.deriv.com (`ticks_history`, style `candles`, which tells of `ohlc` "for the rest when
 * subscribed") and frames in public clients' notes; GitHub: binary-com/deriv-api-docs
 * `config/v3/ticks_history/receive.json`.
 */
export const tickOfOhlc = ({ ohlc, echo_req }: WireRecord): BrokerTick[] => {
  if (!isRecord(ohlc)) return [];
  const asked = isRecord(echo_req) ? echo_req.ticks_history : undefined;
  return tickOf(ohlc.symbol ?? asked, ohlc.epoch, ohlc.close);
};
