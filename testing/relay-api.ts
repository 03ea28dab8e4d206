import type { Candle } from '../shared/candle.ts';
import type { FeedGap } from '../shared/feed-span.ts';
import type { Tick } from '../shared/tick.ts';
import type { Timeframe } from '../shared/timeframe.ts';

/** A relay to ask, and the token to ask it with. */
export interface RelayAccess {
  readonly url: string;
  readonly ownerToken: string;
}

const PAGE = 1_000;

/** Asks the relay's HTTP interface as a program would. */
export const askRelay = async <Answer>(
  { url, ownerToken }: RelayAccess,
  path: string,
  init: RequestInit = {},
): Promise<Answer> => {
  const response = await fetch(`${url}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${ownerToken}`, 'content-type': 'application/json' },
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Answer;
};

export const readPairs = async (relay: RelayAccess): Promise<string[]> =>
  (await askRelay<{ pairs: { pair: string }[] }>(relay, '/api/pairs')).pairs.map(({ pair }) => pair);

/** Every tick of one pair, page by page. */
export const readTicksOfPair = async (relay: RelayAccess, pair: string): Promise<Tick[]> => {
  const all: Tick[] = [];
  const seen = new Set<string>();
  for (let from = 0; ;) {
    const query = new URLSearchParams({ pair, from: String(from), limit: String(PAGE) });
    const { ticks } = await askRelay<{ ticks: Tick[] }>(relay, `/api/ticks?${query.toString()}`);
    // A page may end between two ticks of one millisecond, so the next begins with that millisecond again.
    for (const tick of ticks) {
      const key = `${tick.timestamp}/${tick.price}`;
      if (!seen.has(key) || tick.timestamp !== from) all.push(tick);
      seen.add(key);
    }
    const last = ticks.at(-1);
    if (!last || ticks.length < PAGE) return all;
    from = last.timestamp;
  }
};

export const readKeptTicks = async (relay: RelayAccess): Promise<Tick[]> => {
  const ticks = [];
  for (const pair of await readPairs(relay)) ticks.push(...(await readTicksOfPair(relay, pair)));
  return ticks;
};

export const readCandles = async (
  relay: RelayAccess,
  pair: string,
  timeframe: Timeframe,
  limit = 200,
): Promise<{ candles: Candle[]; source: string }> => {
  const query = new URLSearchParams({ pair, timeframe, limit: String(limit) });
  return askRelay(relay, `/api/candles?${query.toString()}`);
};

/** The stretches that no page received, UTC ms. */
export const readGaps = async (relay: RelayAccess, pair: string): Promise<FeedGap[]> =>
  (await askRelay<{ gaps: FeedGap[] }>(relay, `/api/gaps?${new URLSearchParams({ pair }).toString()}`)).gaps;
