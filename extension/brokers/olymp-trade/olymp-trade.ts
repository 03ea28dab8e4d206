import type { Milliseconds } from '../../../shared/units.ts';
import type { Broker, BrokerDecoder, BrokerEvent } from '../broker.ts';
import { BrokerClock } from '../wire/broker-clock.ts';
import { BrokerFeed } from '../wire/broker-feed.ts';
import { isRecord, listOf, wireValue } from '../wire/wire-values.ts';
import { assetsOf } from './assets.ts';
import { historiesOf } from './history.ts';
import { ticksOf } from './ticks.ts';

const BROKER_ID = 'olymp-trade';

/** The events that are read, by the broker's numbers; balances are 50 to 55, deals 20 to 26. */
const TICKS = 1;
const REQUESTED_HISTORY = 3;
const SUBSCRIBED_HISTORY = 4;
const INSTRUMENTS = 1054;

/**
 * One socket of an Olymp Trade page: JSON arrays of `{ e: event, t: kind of message, d: rows, uuid? }`, routed by `e`.
 * No recorded frame was found; all of it is what public clients read.
 */
class OlympTradeDecoder implements BrokerDecoder {
  readonly #feed = new BrokerFeed(BROKER_ID, new BrokerClock());

  readonly #readers = new Map<unknown, (rows: unknown, receivedAt: Milliseconds) => BrokerEvent[]>([
    [TICKS, (rows, receivedAt) => this.#feed.live(ticksOf(rows), receivedAt)],
    [REQUESTED_HISTORY, (rows, receivedAt) => this.#history(rows, receivedAt)],
    [SUBSCRIBED_HISTORY, (rows, receivedAt) => this.#history(rows, receivedAt)],
    [INSTRUMENTS, (rows) => this.#assets(rows)],
  ]);

  decode(frame: string | Uint8Array, receivedAt: Milliseconds): readonly BrokerEvent[] {
    return listOf(wireValue(frame)).flatMap((message) => {
      const reader = isRecord(message) ? this.#readers.get(message.e) : undefined;
      return reader && isRecord(message) ? reader(message.d, receivedAt) : [];
    });
  }

  /** It has candles alone, so nothing is said of how far ticks reach. */
  #history(rows: unknown, receivedAt: Milliseconds): BrokerEvent[] {
    return historiesOf(rows).flatMap((history) => this.#feed.history(history, receivedAt, false));
  }

  #assets(rows: unknown): BrokerEvent[] {
    const assets = assetsOf(BROKER_ID, rows);
    return assets.length > 0 ? [{ type: 'assets', assets }] : [];
  }
}

/** Feed: `wss://ws.olymptrade.com/otp`. */
export const olympTrade: Broker = {
  id: BROKER_ID,
  hosts: ['olymptrade.com'],
  evidence: 'experimental',
  createDecoder: () => new OlympTradeDecoder(),
};
