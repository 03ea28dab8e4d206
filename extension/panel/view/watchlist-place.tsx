import type { Watchlist } from '../list/watchlist.ts';
import { texts } from '../texts/texts.ts';
import { Mounted } from './mounted.tsx';
import { WatchlistBar } from './watchlist-bar.tsx';

/** The list of pairs under its search, or in one line why a search finds none. */
export const WatchlistPlace = ({ watchlist }: { watchlist: Watchlist }) => (
  // It keeps the height of all pairs while a search lists a few: the chart must not grow and shrink with each key.
  <section
    class="watchlist"
    aria-label={texts.watchlist.label}
    style={{ '--pairs': watchlist.pairCount.value }}
  >
    <WatchlistBar watchlist={watchlist} />
    <SearchNote query={watchlist.query.value} listed={watchlist.listedCount.value} />
    <Mounted node={watchlist.list.root} className="pairs" />
  </section>
);

/** There at all times, because a screen reader tells only of what changes in a place that it knows. */
const SearchNote = ({ query, listed }: { query: string; listed: number }) => {
  const { found, noneFound } = texts.watchlist;
  const isSearching = query.trim() !== '';
  return (
    <p class={isSearching && listed === 0 ? 'search-note' : 'spoken'} role="status">
      {isSearching && (listed === 0 ? noneFound(query) : found(listed))}
    </p>
  );
};
