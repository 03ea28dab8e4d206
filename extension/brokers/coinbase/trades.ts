import type { BrokerTick } from '../wire/broker-prices.ts';
import { brokerTick } from '../wire/broker-tick.ts';
import { priceOfDecimal } from '../wire/decimal.ts';
import { timeOfRfc3339 } from '../wire/rfc3339.ts';
import { isRecord, listOf, type WireRecord } from '../wire/wire-values.ts';

/**
 * The tick of a trade of either interface: `product_id`, `price` as text, `time` of RFC 3339 with microseconds, which
 * are cut. The time may be Go's `0001-01-01T00:00:00Z` for none, which gives no tick.
 */
export const tradeTick = ({ product_id: symbol, price, time }: WireRecord): BrokerTick | undefined =>
  brokerTick(symbol, priceOfDecimal(price), timeOfRfc3339(time));

/**
 * The trades of a `market_trades` message of Advanced Trade, `{ channel, events: [{ type, trades }] }`: `update`s are
 * live, a `snapshot` is the last trades before the subscription. Source: the exchange's documentation,
 * https://docs.cdp.coinbase.com/coinbase-app/advanced-trade-apis/websocket/websocket-channels
 */
export const marketTrades = (events: unknown): { live: BrokerTick[]; past: BrokerTick[] } => {
  const ticksOf = (type: string): BrokerTick[] =>
    listOf(events)
      .filter(isRecord)
      .filter((event) => event.type === type)
      .flatMap(({ trades }) => listOf(trades))
      .filter(isRecord)
      .map(tradeTick)
      .filter((tick) => tick !== undefined);
  return { live: ticksOf('update'), past: ticksOf('snapshot') };
};
