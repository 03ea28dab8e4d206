import { fallbackLabel, type Pair } from '../../../shared/pair.ts';
import type { PairSummary } from '../../../shared/protocol.ts';
import type { Tick } from '../../../shared/tick.ts';
import { candleTime, timeframeDuration } from '../../../shared/timeframe.ts';
import { milliseconds, type Milliseconds } from '../../../shared/units.ts';
import { MinuteCount } from './minute-count.ts';
import { changeBetween, decimalsOf, formatPrice, legibleDigits, type Change } from './price-format.ts';
import { RecentQuotes } from './recent-quotes.ts';

const DAY_MS = timeframeDuration('1d');
const NO_CHANGE: Change = { direction: 'flat', text: '' };

/** What the list and the header show of one pair. Changes in place; nothing observes it. */
export class PairQuote {
  readonly pair: Pair;
  label: string;
  price: number | undefined;
  /** Of the newest tick. */
  timestamp: Milliseconds | undefined;
  /** When the panel last took a tick of it, or that tick's own time where the relay told of it. */
  seenAt: Milliseconds | undefined;
  readonly recent = new RecentQuotes();
  /** Percent paid on a won deal, where the broker gives it. */
  payout: number | undefined;
  /** Whether the broker takes deals on it now, where it says so. */
  isOpen: boolean | undefined;
  readonly #minute = new MinuteCount();
  #assetDigits: number | undefined;
  #derivedDigits = 0;
  #open: number | undefined;
  #openDay = milliseconds(0);

  constructor(pair: Pair) {
    this.pair = pair;
    this.label = fallbackLabel(pair);
  }

  /** Decimal places: the asset list's, else, or where those would hide the price, as many as its prices have. */
  get digits(): number {
    return legibleDigits(this.price ?? 1, this.#assetDigits, this.#derivedDigits);
  }

  /** Empty while there is no price. */
  get priceText(): string {
    return this.price === undefined ? '' : formatPrice(this.price, this.digits);
  }

  /** Since the UTC day, or the panel's first tick where the relay does not know the day's. */
  get change(): Change {
    return this.price === undefined || this.#open === undefined
      ? NO_CHANGE
      : changeBetween(this.#open, this.price);
  }

  /** The same change as a number to compare, 0.01 for one percent up; absent where there is none to show. */
  get changeRatio(): number | undefined {
    return this.price === undefined || this.#open === undefined ? undefined : this.price / this.#open - 1;
  }

  /** Ticks that the panel has taken of the last minute. */
  activity(now: Milliseconds): number {
    return this.#minute.at(now);
  }

  describe(summary: PairSummary): void {
    this.label = summary.label || this.label;
    if (summary.digits !== undefined) this.#assetDigits = summary.digits;
    this.payout = summary.payout ?? this.payout;
    this.isOpen = summary.open ?? this.isOpen;
    const { price, timestamp, dayOpen } = summary;
    if (price === undefined || timestamp === undefined || !(price > 0)) return;
    this.#derivedDigits = Math.max(this.#derivedDigits, decimalsOf(price));
    if (dayOpen !== undefined && dayOpen > 0) {
      this.#open = dayOpen;
      this.#openDay = candleTime(timestamp, DAY_MS);
    }
    if (this.timestamp !== undefined && this.timestamp >= timestamp) return;
    this.#set(price, timestamp);
    this.seenAt ??= timestamp;
  }

  /** Takes a tick that is no repetition. One that is older than the last does not change the price. */
  take({ price, timestamp }: Tick, now: Milliseconds): void {
    this.seenAt = now;
    this.#minute.add(timestamp);
    this.#derivedDigits = Math.max(this.#derivedDigits, decimalsOf(price));
    if (this.timestamp !== undefined && timestamp < this.timestamp) return;
    this.recent.add({ price, timestamp });
    this.#set(price, timestamp);
  }

  #set(price: number, timestamp: Milliseconds): void {
    const day = candleTime(timestamp, DAY_MS);
    if (this.#open === undefined || day > this.#openDay) {
      this.#open = price;
      this.#openDay = day;
    }
    this.price = price;
    this.timestamp = timestamp;
  }
}

/** What a pair is called, also before anything is known of it. */
export const labelOf = (pair: Pair, quote: PairQuote | undefined): string =>
  quote?.label ?? fallbackLabel(pair);

/** Every pair that has a price, in the order in which the list shows them. */
export class PairBoard {
  readonly #quotes = new Map<Pair, PairQuote>();

  quote(pair: Pair): PairQuote | undefined {
    return this.#quotes.get(pair);
  }

  /** By label, as people look for them. Those without a price are left out: there is nothing to show yet. */
  listed(): PairQuote[] {
    return [...this.#quotes.values()]
      .filter(({ price }) => price !== undefined)
      .sort((a, b) => a.label.localeCompare(b.label, 'en') || a.pair.localeCompare(b.pair, 'en'));
  }

  describe(summaries: readonly PairSummary[]): void {
    for (const summary of summaries) {
      this.#quoteOf(summary.pair).describe(summary);
      for (const former of summary.formerly ?? []) this.#quotes.delete(former);
    }
  }

  /** Returns whether the pair is new to the list. */
  take(tick: Tick, now: Milliseconds): boolean {
    const quote = this.#quoteOf(tick.pair);
    const isNew = quote.price === undefined;
    quote.take(tick, now);
    return isNew;
  }

  #quoteOf(pair: Pair): PairQuote {
    let quote = this.#quotes.get(pair);
    if (!quote) {
      quote = new PairQuote(pair);
      this.#quotes.set(pair, quote);
    }
    return quote;
  }
}
