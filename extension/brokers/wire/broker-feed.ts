import { isPair, pairOf } from '../../../shared/pair.ts';
import { tickRefusal, type Tick } from '../../../shared/tick.ts';
import { milliseconds, type Milliseconds } from '../../../shared/units.ts';
import type { BrokerEvent } from '../broker.ts';
import type { BrokerHistory, BrokerTick } from './broker-prices.ts';
import type { Clock } from './clock.ts';
import { MIN_DURATION_MS, utcCandles } from './utc-candle.ts';

/** History that came before the socket's clock is known; the oldest gives way. */
const MAX_WAITING_HISTORIES = 16;

interface ReceivedHistory {
  readonly history: BrokerHistory;
  readonly receivedAt: Milliseconds;
  /** Whether it has everything up to when it was sent; a page of older history has not. */
  readonly isNewest: boolean;
}

/** Turns one socket's prices from the broker's symbols and times into the product's: pairs and UTC. */
export class BrokerFeed {
  readonly #brokerId: string;
  readonly #clock: Clock<BrokerTick>;
  #waiting: ReceivedHistory[] = [];

  constructor(brokerId: string, clock: Clock<BrokerTick>) {
    this.#brokerId = brokerId;
    this.#clock = clock;
  }

  /** The ticks of one frame; with the first of them, what history waited for the clock. */
  live(brokerTicks: readonly BrokerTick[], receivedAt: Milliseconds): BrokerEvent[] {
    const ticks = this.#clock
      .decide(brokerTicks, receivedAt)
      .map(({ tick, offset }) => this.#tickOf(tick, offset, receivedAt))
      .filter((tick) => tick !== undefined);
    const events: BrokerEvent[] = ticks.length > 0 ? [{ type: 'ticks', origin: 'live', ticks }] : [];
    return [...events, ...this.#releaseHistory()];
  }

  /** `isNewest`: whether it has everything up to when it was sent; a page of older history has not. */
  history(history: BrokerHistory, receivedAt: Milliseconds, isNewest: boolean): BrokerEvent[] {
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
      .map((tick) => this.#tickOf(tick, offset, receivedAt))
      .filter((tick) => tick !== undefined);
    const brokerNow = this.#clock.brokerTimeAt(receivedAt);
    const reaches = milliseconds(Math.floor(brokerNow - offset));
    if (ticks.length > 0)
      events.push({ type: 'ticks', origin: 'history', ticks, ...(isNewest && { reaches }) });

    const pair = pairOf(this.#brokerId, history.symbol);
    const { duration } = history;
    if (!isPair(pair) || duration === undefined || duration < MIN_DURATION_MS) return events;
    // A candle that has not ended yet would still change.
    const ended = history.candles.filter(({ brokerTime }) => brokerTime + duration <= brokerNow);
    const candles = utcCandles(ended, duration, offset);
    if (candles.length > 0) events.push({ type: 'candles', pair, duration, candles });
    return events;
  }

  #tickOf(
    { symbol, price, brokerTime }: BrokerTick,
    offset: Milliseconds,
    receivedAt: Milliseconds,
  ): Tick | undefined {
    const tick = {
      pair: pairOf(this.#brokerId, symbol),
      price,
      timestamp: milliseconds(brokerTime - offset),
    };
    return tickRefusal(tick.pair, tick.price, tick.timestamp, receivedAt) ? undefined : tick;
  }
}
