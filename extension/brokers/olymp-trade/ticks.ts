import type { BrokerTick } from '../wire/broker-prices.ts';
import { tickOf } from '../wire/price-rows.ts';
import { isRecord, listOf } from '../wire/wire-values.ts';

/**
 * The rows of event 1: `[{ p: pair, t: seconds, q: price }]`.
 * Source: GitHub: NewYaroslav/olymptrade-cpp-api `include/olymp-trade-api.hpp`.
 */
export const ticksOf = (rows: unknown): BrokerTick[] =>
  listOf(rows)
    .filter(isRecord)
    .map(({ p, t, q }) => tickOf(p, t, q))
    .filter((tick) => tick !== undefined);
