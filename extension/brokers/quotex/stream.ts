import type { BrokerTick } from '../wire/broker-prices.ts';
import { tickOf } from '../wire/price-rows.ts';
import { listOf } from '../wire/wire-values.ts';

/**
 * The ticks of `quotes/stream`: `[[asset, seconds, price, direction], …]`, e.g. `[["EURCHF", 1790265979.214, 0.94222,
 * 1]]`; the direction is left alone. Public clients read the same rows (GitHub: cleitonleonel/pyquotex
 * `pyquotex/ws/client.py`, SantiiRepair/quotexpy `quotexpy/ws/client.py`).
 */
export const ticksOfStream = (payload: unknown): BrokerTick[] =>
  listOf(payload)
    .map((row) => {
      const [symbol, time, price] = listOf(row);
      return typeof symbol === 'string' ? tickOf(symbol, time, price) : undefined;
    })
    .filter((tick) => tick !== undefined);
