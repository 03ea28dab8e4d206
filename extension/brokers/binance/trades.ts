import type { BrokerTick } from '../wire/broker-prices.ts';
import { brokerTick } from '../wire/broker-tick.ts';
import { priceOfDecimal } from '../wire/decimal.ts';
import type { WireRecord } from '../wire/wire-values.ts';
import { binanceTime } from './time.ts';

/**
 * The tick of a `trade` or `aggTrade` event of the spot market: `s` symbol, `p` price as text, `T` time of the trade.
 * An `aggTrade` is the trades of one order at one price, so both streams of one symbol give the same ticks.
 *
 * The perpetual futures of the same page host have the same event names and the same symbols (`BTCUSDT`) at other
 * prices. Spot events alone carry `M` ("Ignore"): the exchange's documentation
 * (https://github.com/binance/binance-spot-api-docs/blob/master/web-socket-streams.md) shows it in both spot events, clients
 * of the futures (docs.rs: binance-async-api `src/websocket/usdm.rs`) and public captures of them
 * (`{"e":"trade",…,"X":"MARKET","m":true}`) never. An event without it gives no tick, so that two markets cannot share a
 * candle.
 */
export const spotTick = (event: WireRecord): BrokerTick | undefined =>
  (event.e === 'trade' || event.e === 'aggTrade') && typeof event.M === 'boolean'
    ? brokerTick(event.s, priceOfDecimal(event.p), binanceTime(event.T))
    : undefined;
