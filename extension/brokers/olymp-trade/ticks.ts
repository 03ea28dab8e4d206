import type { BrokerTick } from '../wire/broker-prices.ts';
import { isRecord, listOf, priceOf, timeOfSeconds } from '../wire/wire-values.ts';

const tickOf = (row: unknown): BrokerTick | undefined => {
  if (!isRecord(row) || typeof row.p !== 'string') return undefined;
  const brokerTime = timeOfSeconds(row.t);
  const price = priceOf(row.q);
  return brokerTime === undefined || price === undefined ? undefined : { symbol: row.p, price, brokerTime };
};

/**
 * The rows of event 1: `[{ p: pair, t: seconds, q: price }]`.
 * Source: GitHub: NewYaroslav/olymptrade-cpp-api `include/olymp-trade-api.hpp`.
 */
export const ticksOf = (rows: unknown): BrokerTick[] =>
  listOf(rows)
    .map(tickOf)
    .filter((tick) => tick !== undefined);
