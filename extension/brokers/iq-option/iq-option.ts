import type { Milliseconds } from '../../../shared/units.ts';
import type { Broker, BrokerDecoder, BrokerEvent } from '../broker.ts';
import { assetEvents } from '../wire/asset-events.ts';
import { AssetNames } from '../wire/asset-names.ts';
import { BrokerClock } from '../wire/broker-clock.ts';
import { BrokerFeed } from '../wire/broker-feed.ts';
import { isRecord, wireValue } from '../wire/wire-values.ts';
import { optionActivesOf, underlyingsOf, type WireActive } from './actives.ts';
import { assetOfActives } from './assets.ts';
import { priceOfCandle, priceOfCandles, timeOfSync, type ActivePrice } from './price.ts';
import { RecentPrices } from './recent-prices.ts';
import { symbolOf } from './symbol.ts';

/** No symbol: what has it takes part in measuring the clock and becomes no tick. */
const NO_SYMBOL = '';

/**
 * One socket of IQ Option's platform, which several brokers run under names of their own: JSON with a `name`. Routes by
 * that name.
 *
 * Its past is not read: `candles` and `first-candles` answer `{ candles }` and `{ candles_by_size }` (GitHub:
 * quadcode/client-sdk-js `test/utils/candleMock.ts`) and leave it to the request, which is not seen here, of which asset
 * they are. Nor is `actives-index`, which has numbers without names.
 */
class IqOptionDecoder implements BrokerDecoder {
  readonly #brokerId: string;
  readonly #names: AssetNames;
  readonly #feed: BrokerFeed;
  readonly #recent = new RecentPrices();
  /** What the newest list of options has told of; other lists know less of it. */
  #options: ReadonlySet<number> = new Set();

  readonly #readers = new Map<string, (msg: unknown, receivedAt: Milliseconds) => BrokerEvent[]>([
    ['candle-generated', (msg, receivedAt) => this.#price(priceOfCandle(msg), receivedAt)],
    ['candles-generated', (msg, receivedAt) => this.#price(priceOfCandles(msg), receivedAt)],
    ['timeSync', (msg, receivedAt) => this.#time(timeOfSync(msg), receivedAt)],
    ['initialization-data', (msg) => this.#optionList(optionActivesOf(msg))],
    ['underlying-list', (msg) => this.#otherList(underlyingsOf(msg))],
    ['underlying-list-changed', (msg) => this.#otherList(underlyingsOf(msg))],
  ]);
  /** As they stand in a frame. */
  readonly #quotedNames = [...this.#readers.keys()].map((name) => `"${name}"`);

  constructor(brokerId: string, names: AssetNames) {
    this.#brokerId = brokerId;
    this.#names = names;
    this.#feed = new BrokerFeed(brokerId, new BrokerClock());
  }

  decode(frame: string | Uint8Array, receivedAt: Milliseconds): readonly BrokerEvent[] {
    // Most frames are of other names: they, and with them all that is personal, are not even parsed.
    if (typeof frame !== 'string' || !this.#quotedNames.some((name) => frame.includes(name))) return [];
    const message = wireValue(frame);
    if (!isRecord(message) || typeof message.name !== 'string') return [];
    return this.#readers.get(message.name)?.(message.msg, receivedAt) ?? [];
  }

  #price(active: ActivePrice | undefined, receivedAt: Milliseconds): BrokerEvent[] {
    if (!active || !this.#recent.isNew(active)) return [];
    const { activeId, price, brokerTime } = active;
    return this.#feed.live([{ symbol: this.#names.symbolOf(activeId), price, brokerTime }], receivedAt);
  }

  /**
   * The broker's own clock, which comes before the first price and every second or so after it. Taken like a live tick,
   * it fixes the offset before the old price of a closed market could, and lets out what that left in doubt.
   */
  #time(brokerTime: Milliseconds | undefined, receivedAt: Milliseconds): BrokerEvent[] {
    return brokerTime === undefined
      ? []
      : this.#feed.live([{ symbol: NO_SYMBOL, price: 0, brokerTime }], receivedAt);
  }

  #optionList(actives: readonly WireActive[]): BrokerEvent[] {
    if (actives.length > 0) this.#options = new Set(actives.map(({ id }) => id));
    return this.#list(actives);
  }

  #otherList(actives: readonly WireActive[]): BrokerEvent[] {
    return this.#list(actives.filter(({ id }) => !this.#options.has(id)));
  }

  #list(actives: readonly WireActive[]): BrokerEvent[] {
    const byId = new Map<number, WireActive[]>();
    for (const active of actives) {
      const same = byId.get(active.id);
      if (same) same.push(active);
      else byId.set(active.id, [active]);
    }
    const assets = [...byId].flatMap(([id, same]) => {
      const symbol = symbolOf(
        this.#brokerId,
        same.map(({ entry }) => entry),
      );
      if (symbol === undefined) return [];
      this.#names.learn(id, symbol);
      return assetOfActives(this.#brokerId, symbol, same) ?? [];
    });
    return assetEvents(this.#brokerId, assets, this.#names);
  }
}

const brokerOf = (id: string, host: string): Broker => ({
  id,
  hosts: [host],
  evidence: 'documented',
  createDecoder: (names = new AssetNames()) => new IqOptionDecoder(id, names),
});

export const iqOption = brokerOf('iq-option', 'iqoption.com');
export const exnova = brokerOf('exnova', 'trade.exnova.com');
export const avalon = brokerOf('avalon', 'trade.avalonbroker.com');
export const bullEx = brokerOf('bull-ex', 'trade.bull-ex.com');
