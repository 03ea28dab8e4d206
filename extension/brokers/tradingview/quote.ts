import type { Milliseconds } from '../../../shared/units.ts';
import { priceOf, timeOfSeconds, type WireRecord } from '../wire/wire-values.ts';

/** They come when a quote is asked for, with the price and the time that stood then. */
const LOADED = ['pro_name', 'description', 'pricescale', 'minute_loaded', 'trade_loaded'];

/** A price within the same second comes well within this time of the first of that second. */
const SAME_SECOND_MS = 5_000;

/** A price and the second of it. */
export interface QuotedPrice {
  readonly price: number;
  readonly time: Milliseconds;
}

/**
 * The last price of one quote. A message has only what has changed since the one before (`lp` price, `lp_time` its
 * second, `ch`, `bid`, …; GitHub: Mathieu2301/TradingView-API `src/quote/market.js` merges them), so that the two have to
 * be put together:
 *
 * - `lp` with `lp_time`: that price at that second, whatever was before. From here on the quote is live.
 * - `lp` alone, live: another price within the same second, since the time would have come had it changed. Where it
 *   comes long after the time did, the source's times do not follow its prices, and the quote is live no more.
 * - `lp_time` alone, live and later: the same price once more, in a later second, for the same reason.
 * - Before the quote is live, neither alone says anything. What comes when a quote is asked for has its price and its
 *   time in messages apart, and that time may be that of a minute's bar, even one ahead of the last trade (public
 *   captures: `{"minute_loaded":true,"lp_time":1730462340}`; `{"lp_time":1558466760}`, 5 ms later `{"lp":0.39841,
 *   "pricescale":100000,…}`). Put together they would be a trade that never was.
 * - A message of loading, a time that goes back and a value that is none end the live quote until both come again.
 */
export class Quote {
  #price: number | undefined;
  #time: Milliseconds | undefined;
  /** Receipt of the message that had the time. */
  #timeAt = 0;
  #isLive = false;

  /** Takes one message's values, received at `receivedAt`, UTC ms; the tick that they complete, if they do. */
  take(values: WireRecord, receivedAt: Milliseconds): QuotedPrice | undefined {
    const before = this.#time;
    const hasPrice = values.lp !== undefined;
    const hasTime = values.lp_time !== undefined;
    if (hasPrice) this.#price = priceOf(values.lp);
    if (hasTime) [this.#time, this.#timeAt] = [timeOfSeconds(values.lp_time), receivedAt];
    const [price, time] = [this.#price, this.#time];
    const isLoading = LOADED.some((field) => values[field] !== undefined);
    const isBack = !hasPrice && time !== undefined && before !== undefined && time < before;
    const isBroken = (hasPrice && price === undefined) || (hasTime && time === undefined);
    const isLate = !hasTime && hasPrice && receivedAt - this.#timeAt > SAME_SECOND_MS;
    if (isLoading || isBack || isBroken || isLate) {
      this.#isLive = false;
      return undefined;
    }
    if (hasPrice && hasTime) this.#isLive = true;
    if (!this.#isLive || price === undefined || time === undefined) return undefined;
    return hasPrice || time !== before ? { price, time } : undefined;
  }
}
