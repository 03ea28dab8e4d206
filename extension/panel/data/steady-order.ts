import type { Pair } from '../../../shared/pair.ts';
import { milliseconds, type Milliseconds } from '../../../shared/units.ts';
import type { PairQuote } from './pair-board.ts';
import { sortedPairs, type SortChoice } from './pair-order.ts';
import { matchesSearch } from './pair-search.ts';

/** An order that changes with every tick cannot be read; after so long it may change. */
const RANK_FOR_MS = 3_000;

export interface ListWish {
  readonly sort: SortChoice;
  readonly favourites: ReadonlySet<Pair>;
  /** What is searched for; empty for all. */
  readonly query: string;
}

export interface ListMoment {
  readonly now: Milliseconds;
  /** Whether the trader's hand is on the list, under which nothing may jump. */
  readonly isHeld: boolean;
}

/**
 * The order of the list: favourites first, each part as it is sorted. By change or activity it is sorted anew at most
 * every three seconds and not under the trader's hand; what the trader asks for (another sorting, a favourite, a
 * search) is there at once and moves nothing else.
 */
export class SteadyOrder {
  #ranks = new Map<Pair, number>();
  #sort: SortChoice | undefined;
  #rankedAt = milliseconds(Number.NEGATIVE_INFINITY);

  /** The pairs to list now. One that is new since the last sorting comes last in its part. */
  arrange(
    quotes: readonly PairQuote[],
    { sort, favourites, query }: ListWish,
    moment: ListMoment,
  ): PairQuote[] {
    if (this.#isDue(sort, moment)) this.#rank(quotes, sort, moment.now);
    const rankOf = ({ pair }: PairQuote): number => this.#ranks.get(pair) ?? this.#ranks.size;
    const partOf = ({ pair }: PairQuote): number => (favourites.has(pair) ? 0 : 1);
    return quotes
      .filter((quote) => matchesSearch(query, quote))
      .sort((a, b) => partOf(a) - partOf(b) || rankOf(a) - rankOf(b));
  }

  #isDue(sort: SortChoice, { now, isHeld }: ListMoment): boolean {
    if (sort.key !== this.#sort?.key || sort.isReversed !== this.#sort.isReversed) return true;
    // A name hardly ever changes, so a new pair is the only cause, and it has its place at once.
    return sort.key === 'name' || (!isHeld && now - this.#rankedAt >= RANK_FOR_MS);
  }

  #rank(quotes: readonly PairQuote[], sort: SortChoice, now: Milliseconds): void {
    this.#sort = sort;
    this.#rankedAt = now;
    this.#ranks = new Map(sortedPairs(quotes, sort, now).map((pair, rank) => [pair, rank]));
  }
}
