import { isCandle, type Candle } from '../../shared/candle.ts';
import { isPair, pairOf } from '../../shared/pair.ts';
import { tickRefusal, type Tick } from '../../shared/tick.ts';
import { milliseconds, type Milliseconds } from '../../shared/units.ts';
import { BrokerClock } from './broker-clock.ts';
import type { Broker, BrokerDecoder, BrokerEvent } from './broker.ts';
import { assetsOf } from './pocket-option-assets.ts';
import { favouritesOf, pageChartOf, timeframeOfSeconds } from './pocket-option-charts.ts';
import { historyOf, type PocketOptionCandle, type PocketOptionHistory } from './pocket-option-history.ts';
import { ticksOfStream, type PocketOptionTick } from './pocket-option-stream.ts';
import { SocketIoFraming } from './socket-io-framing.ts';
import { isRecord, wireValue } from './wire-values.ts';

const BROKER_ID = 'pocket-option';

/** History that came before the socket's clock is known; the oldest gives way. */
const MAX_WAITING_HISTORIES = 16;
/** The shortest candle that the protocol carries. */
const MIN_DURATION_MS = 1_000;

interface ReceivedHistory {
  readonly history: PocketOptionHistory;
  readonly receivedAt: Milliseconds;
  /** Whether it has everything up to when it was sent; a page of older history has not. */
  readonly isNewest: boolean;
}

const tickOf = (
  { symbol, price, brokerTime }: PocketOptionTick,
  offset: Milliseconds,
  receivedAt: Milliseconds,
): Tick | undefined => {
  const tick = { pair: pairOf(BROKER_ID, symbol), price, timestamp: milliseconds(brokerTime - offset) };
  return tickRefusal(tick.pair, tick.price, tick.timestamp, receivedAt) ? undefined : tick;
};

const candleOf = (
  { brokerTime, open, high, low, close }: PocketOptionCandle,
  offset: Milliseconds,
): Candle => ({ time: milliseconds(brokerTime - offset), open, high, low, close, ticks: 0 });

/** One socket of a Pocket Option page. Routes by the event's name, never by a payload's shape. */
class PocketOptionDecoder implements BrokerDecoder {
  readonly #framing = new SocketIoFraming();
  readonly #clock = new BrokerClock<PocketOptionTick>();
  #waiting: ReceivedHistory[] = [];

  /** Every event that is read; all others, and with them all that is personal, are not even parsed. */
  readonly #readers = new Map<string, (args: readonly unknown[], receivedAt: Milliseconds) => BrokerEvent[]>([
    ['updateStream', (args, receivedAt) => this.#stream(args, receivedAt)],
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

  #stream(args: readonly unknown[], receivedAt: Milliseconds): BrokerEvent[] {
    const ticks = this.#clock
      .decide(ticksOfStream(args), receivedAt)
      .map(({ tick, offset }) => tickOf(tick, offset, receivedAt))
      .filter((tick) => tick !== undefined);
    const events: BrokerEvent[] = ticks.length > 0 ? [{ type: 'ticks', origin: 'live', ticks }] : [];
    return [...events, ...this.#releaseHistory()];
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
    if (!history) return [];
    this.#waiting.push({ history, receivedAt, isNewest });
    if (this.#waiting.length > MAX_WAITING_HISTORIES) this.#waiting.shift();
    return this.#releaseHistory();
  }

  /** A closed market's history says nothing of the clock, so all history waits until live ticks have told it. */
  #releaseHistory(): BrokerEvent[] {
    const { offset } = this.#clock;
    if (offset === undefined) return [];
    const waiting = this.#waiting;
    this.#waiting = [];
    return waiting.flatMap((received) => this.#historyEvents(received, offset));
  }

  #historyEvents({ history, receivedAt, isNewest }: ReceivedHistory, offset: Milliseconds): BrokerEvent[] {
    const events: BrokerEvent[] = [];
    const ticks = history.ticks
      .map((tick) => tickOf(tick, offset, receivedAt))
      .filter((tick) => tick !== undefined);
    const brokerNow = this.#clock.brokerTimeAt(receivedAt);
    const reaches = milliseconds(Math.floor(brokerNow - offset));
    if (ticks.length > 0)
      events.push({ type: 'ticks', origin: 'history', ticks, ...(isNewest && { reaches }) });

    const pair = pairOf(BROKER_ID, history.symbol);
    const { duration } = history;
    if (!isPair(pair) || duration === undefined || duration < MIN_DURATION_MS) return events;
    const candles = history.candles
      // A candle that has not ended yet would still change.
      .filter(({ brokerTime }) => brokerTime + duration <= brokerNow)
      .map((candle) => candleOf(candle, offset))
      .filter((candle) => isCandle(candle) && candle.time % duration === 0);
    if (candles.length > 0) events.push({ type: 'candles', pair, duration, candles });
    return events;
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
  name: 'Pocket Option',
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
  createDecoder: () => new PocketOptionDecoder(),
};
