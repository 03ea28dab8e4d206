import type { Milliseconds } from '../../../shared/units.ts';
import type { Broker, BrokerDecoder, BrokerEvent } from '../broker.ts';
import { BrokerFeed } from '../wire/broker-feed.ts';
import { UtcClock } from '../wire/utc-clock.ts';
import { isRecord, wireValue, type WireRecord } from '../wire/wire-values.ts';
import { assetsOf } from './assets.ts';
import { historyOf } from './history.ts';
import { tickOfOhlc, tickOfQuote } from './prices.ts';

const BROKER_ID = 'deriv';

/** Balances, deals and the rest are dismissed by this before they are parsed. */
const MAY_BE_READ = /"msg_type"\s*:\s*"(?:tick|ohlc|history|candles|active_symbols)"/;

/** One socket of a Deriv page: JSON objects, routed by their `msg_type`. An answer with `error` has nothing else. */
class DerivDecoder implements BrokerDecoder {
  /** Its documents say epoch seconds throughout. */
  readonly #feed = new BrokerFeed(BROKER_ID, new UtcClock());

  readonly #readers = new Map<unknown, (message: WireRecord, receivedAt: Milliseconds) => BrokerEvent[]>([
    ['tick', (message, receivedAt) => this.#feed.live(tickOfQuote(message), receivedAt)],
    ['ohlc', (message, receivedAt) => this.#feed.live(tickOfOhlc(message), receivedAt)],
    ['history', (message, receivedAt) => this.#history(message, receivedAt)],
    ['candles', (message, receivedAt) => this.#history(message, receivedAt)],
    ['active_symbols', (message) => this.#assets(message)],
  ]);

  decode(frame: string | Uint8Array, receivedAt: Milliseconds): readonly BrokerEvent[] {
    if (typeof frame === 'string' && !MAY_BE_READ.test(frame)) return [];
    const message = wireValue(frame);
    if (!isRecord(message) || message.error !== undefined) return [];
    return this.#readers.get(message.msg_type)?.(message, receivedAt) ?? [];
  }

  #history(message: WireRecord, receivedAt: Milliseconds): BrokerEvent[] {
    const answer = historyOf(message);
    return answer ? this.#feed.history(answer.history, receivedAt, answer.isNewest) : [];
  }

  #assets(message: WireRecord): BrokerEvent[] {
    const assets = assetsOf(BROKER_ID, message);
    return assets.length > 0 ? [{ type: 'assets', assets }] : [];
  }
}

/** Feeds: `wss://*.derivws.com/websockets/v3`, `wss://*.binaryws.com/websockets/v3`, `wss://api.derivws.com/trading/v1/…`. */
export const deriv: Broker = {
  id: BROKER_ID,
  hosts: ['app.deriv.com', 'dtrader.deriv.com', 'smarttrader.deriv.com', 'dbot.deriv.com'],
  evidence: 'documented',
  createDecoder: () => new DerivDecoder(),
};
