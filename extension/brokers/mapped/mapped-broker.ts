import { milliseconds, type Milliseconds } from '../../../shared/units.ts';
import type { Broker, BrokerDecoder, BrokerEvent } from '../broker.ts';
import { BrokerClock } from '../wire/broker-clock.ts';
import { BrokerFeed } from '../wire/broker-feed.ts';
import type { BrokerTick } from '../wire/broker-prices.ts';
import type { Clock } from '../wire/clock.ts';
import { UtcClock } from '../wire/utc-clock.ts';
import { frameReader, type FrameReader } from './frame-values.ts';
import { readPrices } from './read-prices.ts';
import type { SiteMapping } from './site-mapping.ts';

/**
 * A word that every frame of the mapping's kind has in its text, so that all others need not be parsed. Only a word
 * that JSON has one plain way to write will do.
 */
const wordOf = ({ framing, match }: SiteMapping): string | undefined =>
  framing === 'json'
    ? match.flatMap(({ equals }) => (typeof equals === 'string' && /^\w+$/.test(equals) ? equals : []))[0]
    : undefined;

/** One socket of a page of a mapped site. */
class MappedDecoder implements BrokerDecoder {
  readonly #mapping: SiteMapping;
  readonly #read: FrameReader;
  readonly #feed: BrokerFeed;
  readonly #word: string | undefined;

  constructor(mapping: SiteMapping) {
    this.#mapping = mapping;
    this.#read = frameReader(mapping.framing);
    // The page's own clock stamps what has no time of its own, and that one is UTC.
    const clock: Clock<BrokerTick> = 'receipt' in mapping.time ? new UtcClock() : new BrokerClock();
    this.#feed = new BrokerFeed(mapping.host, clock);
    this.#word = wordOf(mapping);
  }

  decode(frame: string | Uint8Array, receivedAt: Milliseconds): readonly BrokerEvent[] {
    if (typeof frame === 'string' && this.#isOther(frame)) return [];
    return this.#read(frame).flatMap((value) => this.take(value, receivedAt));
  }

  /** What one value of a frame says. `receivedAt`: UTC ms. */
  take(value: unknown, receivedAt: Milliseconds): readonly BrokerEvent[] {
    const at = milliseconds(Math.round(receivedAt));
    const ticks = readPrices(this.#mapping, value, at).filter((reading) => typeof reading === 'object');
    return ticks.length > 0 ? this.#feed.live(ticks, receivedAt) : [];
  }

  /** Whether it is of another kind without a doubt: any letter may be written as an escape. */
  #isOther(frame: string): boolean {
    return this.#word !== undefined && !frame.includes(this.#word) && !frame.includes('\\u');
  }
}

/** For one socket, or for the values of its frames where somebody else has read those. */
export const mappedDecoder = (mapping: SiteMapping): MappedDecoder => new MappedDecoder(mapping);

/** The site of a mapping as a broker: its pairs carry the host, and its clock is measured as a broker's is. */
export const createMappedBroker = (mapping: SiteMapping): Broker => ({
  id: mapping.host,
  hosts: [mapping.host],
  evidence: 'experimental',
  hasOtherPages: true,
  createDecoder: () => mappedDecoder(mapping),
});
