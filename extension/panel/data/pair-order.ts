import * as v from 'valibot';
import type { Pair } from '../../../shared/pair.ts';
import type { Milliseconds } from '../../../shared/units.ts';
import type { PairQuote } from './pair-board.ts';

/** What the list of pairs can be sorted by. */
export const SORT_KEYS = ['name', 'change', 'activity'] as const;
export type SortKey = (typeof SORT_KEYS)[number];

/** Names from A on, changes and activity from the greatest on; the other way round where it is reversed. */
export interface SortChoice {
  readonly key: SortKey;
  readonly isReversed: boolean;
}

export const SORT_CHOICE = v.object({ key: v.picklist(SORT_KEYS), isReversed: v.boolean() });
export const DEFAULT_SORT: SortChoice = { key: 'name', isReversed: false };

type Comparison = (a: PairQuote, b: PairQuote) => number;

const ENGLISH = new Intl.Collator('en');
const byName: Comparison = (a, b) => ENGLISH.compare(a.label, b.label) || ENGLISH.compare(a.pair, b.pair);

/** Greatest first; what has no value is last whichever way round, because it tells nothing. */
const byValue =
  (valueOf: (quote: PairQuote) => number | undefined, direction: number): Comparison =>
  (a, b) => {
    const [left, right] = [valueOf(a), valueOf(b)];
    if (left === undefined || right === undefined)
      return Number(left === undefined) - Number(right === undefined);
    return direction * (right - left);
  };

const COMPARISONS: Readonly<Record<SortKey, (direction: number, now: Milliseconds) => Comparison>> = {
  name: (direction) => (a, b) => direction * byName(a, b),
  change: (direction) => byValue(({ changeRatio }) => changeRatio, direction),
  activity: (direction, now) => byValue((quote) => quote.activity(now), direction),
};

/** The pairs as `choice` wants them at this moment; equal ones by name. */
export const sortedPairs = (
  quotes: readonly PairQuote[],
  { key, isReversed }: SortChoice,
  now: Milliseconds,
): Pair[] => {
  const compare = COMPARISONS[key](isReversed ? -1 : 1, now);
  return quotes.toSorted((a, b) => compare(a, b) || byName(a, b)).map(({ pair }) => pair);
};
