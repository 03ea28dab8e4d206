import type { Milliseconds } from '../../../shared/units.ts';
import type { Broker, BrokerDecoder, BrokerEvent } from '../broker.ts';
import { BrokerFeed } from '../wire/broker-feed.ts';
import { endedCandles } from '../wire/ended-candles.ts';
import { UtcClock } from '../wire/utc-clock.ts';
import { isRecord, listOf, wireValue, type WireRecord } from '../wire/wire-values.ts';
import { endedKline } from './klines.ts';
import { spotTick } from './trades.ts';

const BROKER_ID = 'binance';

/** A frame that names none of these says nothing for us: depth, the bulk of all frames, is not even parsed. */
const READ = /"(?:aggTrade|trade|kline)"/;

/** The events of a message: one or an array of them, bare or as `{ stream, data }` of a combined stream. */
const eventsOf = (message: unknown): WireRecord[] => {
  const payload = isRecord(message) && typeof message.stream === 'string' ? message.data : message;
  return [payload, ...listOf(payload)].filter(isRecord);
};

/** One socket of a Binance page: spot trades, and the candles that have ended. Times are UTC by the documentation. */
class BinanceDecoder implements BrokerDecoder {
  readonly #feed = new BrokerFeed(BROKER_ID, new UtcClock());
  /** Whether a spot trade has come: a `kline` does not tell its market, but a socket has only one. */
  #isSpot = false;

  decode(frame: string | Uint8Array, receivedAt: Milliseconds): readonly BrokerEvent[] {
    if (typeof frame === 'string' && !READ.test(frame)) return [];
    const said = eventsOf(wireValue(frame));
    const ticks = said.map(spotTick).filter((tick) => tick !== undefined);
    if (ticks.length > 0) this.#isSpot = true;
    const events = this.#feed.live(ticks, receivedAt);
    if (!this.#isSpot) return events;
    for (const ended of said.map(endedKline))
      if (ended) events.push(...endedCandles(BROKER_ID, ended, receivedAt));
    return events;
  }
}

export const binance: Broker = {
  id: BROKER_ID,
  hosts: ['binance.com', 'binance.us'],
  evidence: 'documented',
  hasOtherPages: true,
  createDecoder: () => new BinanceDecoder(),
};
