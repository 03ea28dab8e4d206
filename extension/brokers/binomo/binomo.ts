import type { Milliseconds } from '../../../shared/units.ts';
import type { Broker, BrokerDecoder, BrokerEvent } from '../broker.ts';
import { BrokerClock } from '../wire/broker-clock.ts';
import { BrokerFeed } from '../wire/broker-feed.ts';
import { isRecord, wireValue } from '../wire/wire-values.ts';
import { ticksOfQuotes } from './quotes.ts';

const BROKER_ID = 'binomo';

/** What every frame of quotes has in it; most frames of the page's other socket are dismissed by it. */
const QUOTES = '"assets"';

/**
 * One socket of a Binomo page. The feed's JSON objects say what they are in the `action` of each part; the page's other
 * socket speaks Phoenix (`{ topic, event, payload, ref }`, or the same in an array), whose payloads are not read.
 */
class BinomoDecoder implements BrokerDecoder {
  readonly #feed = new BrokerFeed(BROKER_ID, new BrokerClock());

  decode(frame: string | Uint8Array, receivedAt: Milliseconds): readonly BrokerEvent[] {
    if (typeof frame === 'string' && !frame.includes(QUOTES)) return [];
    const message = wireValue(frame);
    if (!isRecord(message) || message.event !== undefined) return [];
    const ticks = ticksOfQuotes(message);
    return ticks.length > 0 ? this.#feed.live(ticks, receivedAt) : [];
  }
}

/** Feed: `wss://as.binomo.com/`. */
export const binomo: Broker = {
  id: BROKER_ID,
  hosts: ['binomo.com'],
  evidence: 'documented',
  createDecoder: () => new BinomoDecoder(),
};
