import type { Milliseconds } from '../../../shared/units.ts';
import type { Broker, BrokerDecoder, BrokerEvent } from '../broker.ts';
import { assetEvents } from '../wire/asset-events.ts';
import { AssetNames } from '../wire/asset-names.ts';
import { BrokerClock } from '../wire/broker-clock.ts';
import { BrokerFeed } from '../wire/broker-feed.ts';
import { isRecord, listOf, wireValue } from '../wire/wire-values.ts';
import { assetsOf } from './assets.ts';
import { ticksOfCandles } from './candles.ts';
import { ExpertOptionSymbols } from './symbols.ts';

const BROKER_ID = 'expert-option';

/** Several answers in one frame: `{ action, message: { actions: [{ action, message }, …] } }`; it does not nest. */
const SEVERAL = 'multipleAction';

/**
 * One socket of an ExpertOption page: JSON objects `{ action, message, ns }` in text or binary frames, routed by their
 * `action`. Source: GitHub: mdn522/expertoptionapi `expertoptionapi/ws/client.py`.
 */
class ExpertOptionDecoder implements BrokerDecoder {
  readonly #feed = new BrokerFeed(BROKER_ID, new BrokerClock());
  readonly #names: AssetNames;
  readonly #symbols: ExpertOptionSymbols;

  readonly #readers = new Map<unknown, (message: unknown, receivedAt: Milliseconds) => BrokerEvent[]>([
    ['candles', (message, receivedAt) => this.#feed.live(ticksOfCandles(message, this.#names), receivedAt)],
    ['assets', (message) => this.#assets(message)],
  ]);

  constructor(names: AssetNames) {
    this.#names = names;
    this.#symbols = new ExpertOptionSymbols(BROKER_ID, names);
  }

  decode(frame: string | Uint8Array, receivedAt: Milliseconds): readonly BrokerEvent[] {
    const answer = wireValue(frame);
    if (!isRecord(answer)) return [];
    if (answer.action !== SEVERAL) return this.#read(answer, receivedAt);
    const { message } = answer;
    return listOf(isRecord(message) ? message.actions : undefined).flatMap((part) =>
      this.#read(part, receivedAt),
    );
  }

  #read(answer: unknown, receivedAt: Milliseconds): BrokerEvent[] {
    const reader = isRecord(answer) ? this.#readers.get(answer.action) : undefined;
    return reader && isRecord(answer) ? reader(answer.message, receivedAt) : [];
  }

  #assets(message: unknown): BrokerEvent[] {
    const assets = assetsOf(BROKER_ID, message, this.#symbols);
    return assetEvents(BROKER_ID, assets, this.#names);
  }
}

/** Feeds: `wss://*.expertoption.com/ws/v*` and `wss://*.expertoption.finance/ws/v*`. */
export const expertOption: Broker = {
  id: BROKER_ID,
  hosts: ['expertoption.com', 'expertoption.finance'],
  evidence: 'documented',
  createDecoder: (names = new AssetNames()) => new ExpertOptionDecoder(names),
};
