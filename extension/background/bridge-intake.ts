import * as v from 'valibot';
import type { Asset } from '../../shared/asset.ts';
import { parseFeedSpan, type FeedSpanTuple } from '../../shared/feed-span.ts';
import type { Pair } from '../../shared/pair.ts';
import { pairOf } from '../../shared/pair.ts';
import { isPairRename, type PairRename } from '../../shared/pair-rename.ts';
import { parseTickTuple, tickToTuple, type TickTuple } from '../../shared/tick.ts';
import type { Timeframe } from '../../shared/timeframe.ts';
import { milliseconds } from '../../shared/units.ts';
import { BRIDGE_MESSAGE, type ValidBridgeMessage } from './bridge-message-schema.ts';
import type { UnseenSigns } from '../contracts/capture-status.ts';
import type { OutboxMessage } from './outbox-message.ts';
import { TickBudget } from './tick-budget.ts';
import { TICKS_PER_MESSAGE } from './in-flight.ts';

export interface IntakeTarget {
  accept(message: OutboxMessage, onKept: () => void): void;
  /** Ticks of this moment, no history, after they were accepted. */
  live(ticks: readonly TickTuple[]): void;
  lost(ticks: number): void;
  assets(brokerId: string, assets: readonly Asset[]): void;
  page(pair: Pair, timeframe: Timeframe | undefined): void;
  /** The pair that was called `from` is called `to`, after it was accepted. */
  renamed(rename: PairRename): void;
  /** The page's prices are not seen; with any message of another kind they are. */
  unwatched(signs: UnseenSigns): void;
  watched(): void;
}

/** Whether a pair is named as this broker's pairs are. */
const belongsTo = (brokerId: string, pair: Pair): boolean => {
  const [symbol = ''] = pair.split('@');
  return pairOf(brokerId, symbol) === pair;
};

/** Calls `onAll` with the `count`-th call of what it answers. */
const countdown = (count: number, onAll: () => void): (() => void) => {
  let left = count;
  return () => {
    left -= 1;
    if (left === 0) onAll();
  };
};

/** Takes the messages of one page's bridge: validates, bounds, hands on. */
export class BridgeIntake {
  readonly #brokerId: string;
  readonly #target: IntakeTarget;
  readonly #onKept: (id: number) => void;
  readonly #budget = new TickBudget();

  constructor(brokerId: string, target: IntakeTarget, onKept: (id: number) => void) {
    this.#brokerId = brokerId;
    this.#target = target;
    this.#onKept = onKept;
  }

  receive(raw: unknown): void {
    const parsed = v.safeParse(BRIDGE_MESSAGE, raw, { abortEarly: true });
    if (!parsed.success) return;
    const message = parsed.output;
    if (message.type !== 'unwatched') this.#target.watched();
    switch (message.type) {
      case 'ticks':
        this.#ticks(message);
        break;
      case 'candles':
        this.#candles(message);
        break;
      case 'feedSpans':
        this.#feedSpans(message.id, message.spans);
        break;
      case 'renamed':
        this.#renamed(message);
        break;
      case 'assets': {
        const own = message.assets.filter(({ pair }) => belongsTo(this.#brokerId, pair));
        this.#target.assets(this.#brokerId, own);
        break;
      }
      case 'page':
        if (belongsTo(this.#brokerId, message.pair)) this.#target.page(message.pair, message.timeframe);
        break;
      case 'unwatched':
        this.#target.unwatched({ hasWorker: message.hasWorker, hasStream: message.hasStream });
        break;
      case 'dropped':
        this.#target.lost(message.ticks);
        break;
    }
  }

  #ticks({ id, ticks: raw, isHistory }: Extract<ValidBridgeMessage, { type: 'ticks' }>): void {
    const kept = (): void => this.#onKept(id);
    if (!this.#budget.take(raw.length)) {
      this.#target.lost(raw.length);
      kept();
      return;
    }
    const now = milliseconds(Date.now());
    const ticks: TickTuple[] = [];
    for (const value of raw) {
      const tick = parseTickTuple(value, now);
      if (typeof tick === 'object' && belongsTo(this.#brokerId, tick.pair)) ticks.push(tickToTuple(tick));
    }
    if (ticks.length === 0) {
      kept();
      return;
    }
    const onPartKept = countdown(Math.ceil(ticks.length / TICKS_PER_MESSAGE), kept);
    for (let from = 0; from < ticks.length; from += TICKS_PER_MESSAGE) {
      this.#target.accept({ type: 'ticks', ticks: ticks.slice(from, from + TICKS_PER_MESSAGE) }, onPartKept);
    }
    if (!isHistory) this.#target.live(ticks);
  }

  #candles({ id, pair, duration, candles }: Extract<ValidBridgeMessage, { type: 'candles' }>): void {
    const kept = (): void => this.#onKept(id);
    // What is beyond the budget is not counted: they are no ticks, and the page's next history brings them again.
    if (!belongsTo(this.#brokerId, pair) || candles.length === 0 || !this.#budget.take(candles.length)) {
      kept();
      return;
    }
    this.#target.accept({ type: 'brokerHistory', pair, duration, candles }, kept);
  }

  #renamed({ id, from, to }: Extract<ValidBridgeMessage, { type: 'renamed' }>): void {
    const kept = (): void => this.#onKept(id);
    const isOwn = belongsTo(this.#brokerId, from) && belongsTo(this.#brokerId, to);
    if (!isOwn || !isPairRename(from, to) || !this.#budget.take(1)) {
      kept();
      return;
    }
    this.#target.accept({ type: 'renamed', from, to }, kept);
    this.#target.renamed({ from, to });
  }

  #feedSpans(id: number, raw: readonly unknown[]): void {
    const kept = (): void => this.#onKept(id);
    const now = milliseconds(Date.now());
    const spans: FeedSpanTuple[] = [];
    for (const value of raw) {
      const span = parseFeedSpan(value, now);
      if (span && belongsTo(this.#brokerId, span.pair)) spans.push([span.pair, span.from, span.to]);
    }
    // What is given up here shows as a gap, which is the truth of it.
    if (spans.length === 0 || !this.#budget.take(spans.length)) kept();
    else this.#target.accept({ type: 'feedSpans', spans }, kept);
  }
}
