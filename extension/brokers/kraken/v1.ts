import type { BrokerTick } from '../wire/broker-prices.ts';
import { brokerTick } from '../wire/broker-tick.ts';
import { priceOfDecimal, timeOfDecimalSeconds } from '../wire/decimal.ts';
import { isRecord, listOf, type WireRecord } from '../wire/wire-values.ts';

/** The trades of one pair in one message. */
export interface PairTrades {
  readonly symbol: string;
  readonly ticks: readonly BrokerTick[];
}

/**
 * A `trade` message of Kraken's first interface, or `undefined` for any other array: `[channelID, [[price, volume, time,
 * side, orderType, misc], …], "trade", pair]`, price and time as text, time in seconds with microseconds, which are cut.
 * Source: the exchange's documentation, https://docs.kraken.com/exchange/api-reference/spot-websocket-v1/trade.md
 */
export const tradesOfV1 = (message: readonly unknown[]): PairTrades | undefined => {
  const [, rows, channel, symbol] = message;
  if (message.length !== 4 || channel !== 'trade' || typeof symbol !== 'string') return undefined;
  const ticks = listOf(rows)
    .map((row) => {
      const [price, , time] = listOf(row);
      return brokerTick(symbol, priceOfDecimal(price), timeOfDecimalSeconds(time));
    })
    .filter((tick) => tick !== undefined);
  return { symbol, ticks };
};

/**
 * The pair whose trades a page begins to follow, by `{ event: "subscriptionStatus", status: "subscribed", pair,
 * subscription: { name: "trade" } }`. Its next message has the last 50 trades, which came before. Source: as above.
 */
export const subscribedPairOfV1 = ({ event, status, pair, subscription }: WireRecord): string | undefined =>
  event === 'subscriptionStatus' &&
  status === 'subscribed' &&
  isRecord(subscription) &&
  subscription.name === 'trade' &&
  typeof pair === 'string'
    ? pair
    : undefined;
