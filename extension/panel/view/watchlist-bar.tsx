import { SORT_KEYS } from '../data/pair-order.ts';
import type { Watchlist } from '../list/watchlist.ts';
import { texts } from '../texts/texts.ts';

const LENS_PATH = 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M10.4 10.4l3.4 3.4';

/** What is listed, and in which order. */
export const WatchlistBar = ({ watchlist }: { watchlist: Watchlist }) => (
  <div class="watchlist-bar">
    <Search watchlist={watchlist} />
    <SortChoice watchlist={watchlist} />
  </div>
);

const Search = ({ watchlist }: { watchlist: Watchlist }) => {
  const actOn: Readonly<Record<string, () => void>> = {
    Escape: () => (watchlist.query.value = ''),
    ArrowDown: () => watchlist.list.focusFirst(),
    Enter: () => watchlist.list.chooseFirst(),
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const act = actOn[event.key];
    // A key that an input method takes to finish a word is not meant for us.
    if (!act || event.isComposing) return;
    event.preventDefault();
    act();
  };
  return (
    <search class="pair-search">
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={LENS_PATH} />
      </svg>
      <input
        type="search"
        name="pair-search"
        aria-label={texts.watchlist.search}
        placeholder={texts.watchlist.search}
        autocomplete="off"
        spellcheck={false}
        value={watchlist.query.value}
        onInput={({ currentTarget }) => (watchlist.query.value = currentTarget.value)}
        onKeyDown={onKeyDown}
      />
    </search>
  );
};

const SortChoice = ({ watchlist }: { watchlist: Watchlist }) => {
  const { key: chosen, isReversed } = watchlist.sort.value;
  const isDescending = (chosen !== 'name') !== isReversed;
  const { sort, sortName, sortBy, sortedBy, sortHints } = texts.watchlist;
  return (
    <div class="sorts" role="group" aria-label={sort}>
      {SORT_KEYS.map((key) => (
        <button
          key={key}
          type="button"
          class="sort"
          data-sort={key}
          aria-pressed={key === chosen}
          aria-label={key === chosen ? sortedBy(key, isReversed) : sortBy(key)}
          title={sortHints[key]}
          onClick={() => watchlist.sortBy(key)}
        >
          {sortName(key)}
          {key === chosen && (
            <span class="arrow" aria-hidden="true">
              {isDescending ? '▼' : '▲'}
            </span>
          )}
        </button>
      ))}
    </div>
  );
};
