import type { SortKey } from '../../data/pair-order.ts';

const SORTS: Readonly<Record<SortKey, { readonly name: string; readonly order: readonly [string, string] }>> =
  {
    name: { name: 'Name', order: ['A to Z', 'Z to A'] },
    change: { name: 'Change', order: ['greatest first', 'least first'] },
    activity: { name: 'Activity', order: ['busiest first', 'quietest first'] },
  };

/** The list of pairs with its search and its sorting. */
export const watchlist = {
  label: 'Pairs',
  search: 'Search pairs',
  /** Heard, not seen: what is listed is in view. */
  found: (count: number) => (count === 1 ? '1 pair found' : `${count} pairs found`),
  noneFound: (query: string) => `No pair matches “${query.trim()}”.`,
  sort: 'Sort pairs by',
  sortName: (key: SortKey) => SORTS[key].name,
  sortBy: (key: SortKey) => `${SORTS[key].name}, ${SORTS[key].order[0]}`,
  sortedBy: (key: SortKey, isReversed: boolean) =>
    `${SORTS[key].name}, ${SORTS[key].order[isReversed ? 1 : 0]}; press to reverse`,
  sortHints: {
    name: 'The label',
    change: 'In percent since the UTC day began',
    activity: 'Ticks in the last minute',
  } satisfies Record<SortKey, string>,
  favourite: (label: string) => `Favourite: ${label}`,
  row: (label: string, pair: string) => `${label} (${pair})`,
  changeTitle: 'Since the UTC day began',
  payout: (percent: number) => `${percent}%`,
  payoutTitle: 'Paid on a won deal',
  closed: 'Closed',
  closedTitle: 'The broker takes no deals on it now',
  ageTitle: 'Since the last tick',
  /** Heard between the figures of a row. */
  spoken: { change: 'today ', payout: 'payout ', age: 'last tick ' },
} as const;
