import { isPair, pairOf } from '../../../shared/pair.ts';
import type { Milliseconds } from '../../../shared/units.ts';
import type { Broker, BrokerDecoder, BrokerEvent } from '../broker.ts';
import { BrokerClock } from '../wire/broker-clock.ts';
import { BrokerFeed } from '../wire/broker-feed.ts';
import { SocketIoFraming } from '../wire/socket-io-framing.ts';
import { isRecord, wireValue } from '../wire/wire-values.ts';
import { assetsOf } from './assets.ts';
import { favouritesOf, pageChartOf, timeframeOfSeconds } from './charts.ts';
import { historyOf } from './history.ts';
import { ticksOfStream } from './stream.ts';

const BROKER_ID = 'pocket-option';

/** One socket of a Pocket Option page. Routes by the event's name, never by a payload's shape. */
class PocketOptionDecoder implements BrokerDecoder {
  readonly #framing = new SocketIoFraming();
  readonly #feed = new BrokerFeed(BROKER_ID, new BrokerClock());

  /** Every event that is read; all others, and with them all that is personal, are not even parsed. */
  readonly #readers = new Map<string, (args: readonly unknown[], receivedAt: Milliseconds) => BrokerEvent[]>([
    ['updateStream', (args, receivedAt) => this.#feed.live(ticksOfStream(args), receivedAt)],
    ['updateHistoryNewFast', ([payload], receivedAt) => this.#openedChart(payload, receivedAt)],
    ['updateHistoryNew', ([payload], receivedAt) => this.#openedChart(payload, receivedAt)],
    ['loadHistoryPeriodFast', ([payload], receivedAt) => this.#history(payload, receivedAt, false)],
    ['loadHistoryPeriod', ([payload], receivedAt) => this.#history(payload, receivedAt, false)],
    ['updateAssets', ([payload]) => this.#assets(payload)],
    ['updateCharts', ([payload]) => this.#charts(payload)],
    ['favorite/load', ([payload]) => this.#favourites(payload)],
    ['favorite/change', ([payload]) => this.#favourites(payload)],
    ['successfavorite/load', ([payload]) => this.#favourites(payload)],
    ['successfavorite/change', ([payload]) => this.#favourites(payload)],
  ]);

  decode(frame: string | Uint8Array, receivedAt: Milliseconds): readonly BrokerEvent[] {
    const event = this.#framing.read(frame);
    const reader = event && this.#readers.get(event.name);
    return reader ? reader(event.args.map(wireValue), receivedAt) : [];
  }

  /** The page asks for this history when it opens a chart, so it also tells which chart that is. */
  #openedChart(payload: unknown, receivedAt: Milliseconds): BrokerEvent[] {
    const events = this.#history(payload, receivedAt, true);
    const { asset, period } = isRecord(payload) ? payload : {};
    const pair = typeof asset === 'string' ? pairOf(BROKER_ID, asset) : undefined;
    if (isPair(pair)) events.push({ type: 'page', pair, timeframe: timeframeOfSeconds(period) });
    return events;
  }

  #history(payload: unknown, receivedAt: Milliseconds, isNewest: boolean): BrokerEvent[] {
    const history = historyOf(payload);
    return history ? this.#feed.history(history, receivedAt, isNewest) : [];
  }

  #assets(payload: unknown): BrokerEvent[] {
    const assets = assetsOf(BROKER_ID, payload);
    return assets.length > 0 ? [{ type: 'assets', assets }] : [];
  }

  #charts(payload: unknown): BrokerEvent[] {
    const chart = pageChartOf(BROKER_ID, payload);
    return chart ? [{ type: 'page', ...chart }] : [];
  }

  #favourites(payload: unknown): BrokerEvent[] {
    return Array.isArray(payload) ? [{ type: 'favourites', pairs: favouritesOf(BROKER_ID, payload) }] : [];
  }
}

export const pocketOption: Broker = {
  id: BROKER_ID,
  hosts: [
    'pocketoption.com',
    'po.trade',
    'po.cash',
    'po2.cash',
    'pocket-option.com',
    'po.market',
    // The simulator speaks Pocket Option's wire.
    '127.0.0.1',
    'localhost',
  ],
  evidence: 'recorded',
  createDecoder: () => new PocketOptionDecoder(),
};
