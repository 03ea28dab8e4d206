import type { Milliseconds } from '../../../shared/units.ts';
import type { Broker, BrokerDecoder, BrokerEvent } from '../broker.ts';
import { BrokerFeed } from '../wire/broker-feed.ts';
import type { BrokerTick } from '../wire/broker-prices.ts';
import { tickHistories } from '../wire/broker-tick.ts';
import { endedCandles } from '../wire/ended-candles.ts';
import { UtcClock } from '../wire/utc-clock.ts';
import { isRecord, wireValue, type WireRecord } from '../wire/wire-values.ts';
import { subscribedPairOfV1, tradesOfV1 } from './v1.ts';
import { endedCandlesOfV2, tradesOfV2 } from './v2.ts';

const BROKER_ID = 'kraken';

/** A frame that names neither says nothing for us: books, the bulk of all frames, are not even parsed. */
const READ = /"(?:trade|ohlc)"/;
/** More pairs than Kraken lists. */
const MAX_SUBSCRIBED = 5_000;

/**
 * One socket of a Kraken page, of the first or the second interface; times are UTC by the documentation. Their names of
 * one market differ (`XBT/USD`, `BTC/USD`) and stay what they are.
 */
class KrakenDecoder implements BrokerDecoder {
  readonly #feed = new BrokerFeed(BROKER_ID, new UtcClock());
  /** Pairs of the first interface whose next message is the past. */
  readonly #subscribed = new Set<string>();

  decode(frame: string | Uint8Array, receivedAt: Milliseconds): readonly BrokerEvent[] {
    if (typeof frame === 'string' && !READ.test(frame)) return [];
    const message = wireValue(frame);
    if (Array.isArray(message)) return this.#arrayOfV1(message, receivedAt);
    if (!isRecord(message)) return [];
    if (typeof message.channel === 'string') return this.#channel(message, receivedAt);
    const subscribed = subscribedPairOfV1(message);
    if (subscribed !== undefined && this.#subscribed.size < MAX_SUBSCRIBED) this.#subscribed.add(subscribed);
    return [];
  }

  #arrayOfV1(message: readonly unknown[], receivedAt: Milliseconds): BrokerEvent[] {
    const trades = tradesOfV1(message);
    if (!trades) return [];
    return this.#subscribed.delete(trades.symbol)
      ? this.#past(trades.ticks, receivedAt)
      : this.#feed.live(trades.ticks, receivedAt);
  }

  #channel({ channel, type, data }: WireRecord, receivedAt: Milliseconds): BrokerEvent[] {
    if (channel === 'trade' && type === 'update') return this.#feed.live(tradesOfV2(data), receivedAt);
    if (channel === 'trade' && type === 'snapshot') return this.#past(tradesOfV2(data), receivedAt);
    // An `ohlc` update is of a candle that still runs.
    if (channel !== 'ohlc' || type !== 'snapshot') return [];
    return endedCandlesOfV2(data).flatMap((ended) => endedCandles(BROKER_ID, ended, receivedAt));
  }

  /** A snapshot has the last trades up to the subscription. */
  #past(ticks: readonly BrokerTick[], receivedAt: Milliseconds): BrokerEvent[] {
    return tickHistories(ticks).flatMap((history) => this.#feed.history(history, receivedAt, true));
  }
}

export const kraken: Broker = {
  id: BROKER_ID,
  hosts: ['kraken.com'],
  evidence: 'documented',
  hasOtherPages: true,
  createDecoder: () => new KrakenDecoder(),
};
