import { isPair, pairOf } from '../../../shared/pair.ts';
import { timeframeOfDuration } from '../../../shared/timeframe.ts';
import type { Milliseconds } from '../../../shared/units.ts';
import type { Broker, BrokerDecoder, BrokerEvent } from '../broker.ts';
import { BrokerClock } from '../wire/broker-clock.ts';
import { BrokerFeed } from '../wire/broker-feed.ts';
import { QueuedSocketIoFraming } from '../wire/queued-socket-io-framing.ts';
import { wireValue } from '../wire/wire-values.ts';
import { assetsOf } from './assets.ts';
import { historyOf } from './history.ts';
import { ticksOfStream } from './stream.ts';

const BROKER_ID = 'quotex';

/** One socket of a Quotex page: Engine.IO 3, of which headers and attachments interleave. Routes by the event's name. */
class QuotexDecoder implements BrokerDecoder {
  readonly #framing = new QueuedSocketIoFraming();
  readonly #feed = new BrokerFeed(BROKER_ID, new BrokerClock());

  /** Every event that is read; the attachments of all others are not even parsed. */
  readonly #readers = new Map<string, (payload: unknown, receivedAt: Milliseconds) => BrokerEvent[]>([
    ['quotes/stream', (payload, receivedAt) => this.#feed.live(ticksOfStream(payload), receivedAt)],
    ['history/list/v2', (payload, receivedAt) => this.#openedChart(payload, receivedAt)],
    ['instruments/list', (payload) => this.#assets(payload)],
  ]);

  decode(frame: string | Uint8Array, receivedAt: Milliseconds): readonly BrokerEvent[] {
    const event = this.#framing.read(frame);
    const reader = event && this.#readers.get(event.name);
    return reader ? reader(wireValue(event.args[0]), receivedAt) : [];
  }

  /** It answers the page's `instruments/update`, by which a chart is opened, so it also tells which chart that is. */
  #openedChart(payload: unknown, receivedAt: Milliseconds): BrokerEvent[] {
    const history = historyOf(payload);
    if (!history) return [];
    const events = this.#feed.history(history, receivedAt, true);
    const pair = pairOf(BROKER_ID, history.symbol);
    const timeframe = history.duration && timeframeOfDuration(history.duration);
    if (isPair(pair)) events.push({ type: 'page', pair, timeframe });
    return events;
  }

  #assets(payload: unknown): BrokerEvent[] {
    const assets = assetsOf(BROKER_ID, payload);
    return assets.length > 0 ? [{ type: 'assets', assets }] : [];
  }
}

export const quotex: Broker = {
  id: BROKER_ID,
  hosts: ['qxbroker.com', 'quotex.com', 'quotex.io', 'market-qx.trade', 'market-qx.pro'],
  evidence: 'documented',
  createDecoder: () => new QuotexDecoder(),
};
