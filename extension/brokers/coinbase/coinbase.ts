import type { Milliseconds } from '../../../shared/units.ts';
import type { Broker, BrokerDecoder, BrokerEvent } from '../broker.ts';
import { BrokerFeed } from '../wire/broker-feed.ts';
import type { BrokerTick } from '../wire/broker-prices.ts';
import { tickHistories } from '../wire/broker-tick.ts';
import { UtcClock } from '../wire/utc-clock.ts';
import { isRecord, wireValue, type WireRecord } from '../wire/wire-values.ts';
import { marketTrades, tradeTick } from './trades.ts';

const BROKER_ID = 'coinbase';

/** A frame that names none of these says nothing for us: books, the bulk of all frames, are not even parsed. */
const READ = /"(?:match|last_match|ticker|market_trades)"/;

/**
 * One socket of a Coinbase page; times are UTC by the documentation. Exchange's messages are named by `type`
 * (https://docs.cdp.coinbase.com/exchange/websocket-feed/channels), those of Advanced Trade by `channel`.
 *
 * - `match`: a trade. `last_match`: the last one before the subscription, so the past.
 * - `ticker` of Exchange: the price and the time of the last match. It is a tick: a page may follow it alone, and
 *   beside `match` both give the same one, which is kept once.
 * - `ticker` of Advanced Trade has no time of its trade, only one of its message, and gives no tick.
 */
class CoinbaseDecoder implements BrokerDecoder {
  readonly #feed = new BrokerFeed(BROKER_ID, new UtcClock());

  decode(frame: string | Uint8Array, receivedAt: Milliseconds): readonly BrokerEvent[] {
    if (typeof frame === 'string' && !READ.test(frame)) return [];
    const message = wireValue(frame);
    if (!isRecord(message)) return [];
    if ('channel' in message) return this.#advanced(message, receivedAt);
    return this.#exchange(message, receivedAt);
  }

  #exchange(message: WireRecord, receivedAt: Milliseconds): BrokerEvent[] {
    const { type } = message;
    if (type !== 'match' && type !== 'ticker' && type !== 'last_match') return [];
    const tick = tradeTick(message);
    if (!tick) return [];
    return type === 'last_match' ? this.#past([tick], receivedAt) : this.#feed.live([tick], receivedAt);
  }

  #advanced({ channel, events }: WireRecord, receivedAt: Milliseconds): BrokerEvent[] {
    if (channel !== 'market_trades') return [];
    const { live, past } = marketTrades(events);
    return [...this.#past(past, receivedAt), ...this.#feed.live(live, receivedAt)];
  }

  /** It reaches to the subscription: nothing was traded after the last trade before it. */
  #past(ticks: readonly BrokerTick[], receivedAt: Milliseconds): BrokerEvent[] {
    return tickHistories(ticks).flatMap((history) => this.#feed.history(history, receivedAt, true));
  }
}

export const coinbase: Broker = {
  id: BROKER_ID,
  hosts: ['coinbase.com'],
  evidence: 'documented',
  hasOtherPages: true,
  createDecoder: () => new CoinbaseDecoder(),
};
