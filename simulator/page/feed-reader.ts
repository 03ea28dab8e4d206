/** A price as the page shows it; `time` is the broker's own seconds. */
export interface Quote {
  readonly pair: string;
  readonly time: number;
  readonly price: number;
}

export interface PageAsset {
  readonly label: string;
  readonly digits: number;
  readonly payout: number;
}

/** What the page counted, for people and for tests. */
export interface Received {
  live: number;
  history: number;
  events: Record<string, number>;
}

export interface FeedListener {
  assets(assets: ReadonlyMap<string, PageAsset>): void;
  favourites(pairs: readonly string[]): void;
  history(pair: string, quotes: readonly Quote[]): void;
  /** `time`: start of the oldest candle that came with a pair's history, in the broker's seconds. */
  oldestCandle(pair: string, time: number): void;
  quotes(quotes: readonly Quote[]): void;
}

type Reader = (payload: unknown, received: Received, listener: FeedListener) => void;

const READERS: Readonly<Record<string, Reader>> = {
  updateStream: (payload, received, listener) => {
    const quotes = (payload as [string, number, number][]).map(([pair, time, price]) => ({
      pair,
      time,
      price,
    }));
    received.live += quotes.length;
    listener.quotes(quotes);
  },
  updateHistoryNewFast: (payload, received, listener) => {
    const { asset, history, candles } = payload as {
      asset: string;
      history: [number, number][];
      candles: [number][];
    };
    received.history += history.length;
    listener.history(
      asset,
      history.map(([time, price]) => ({ pair: asset, time, price })),
    );
    const [oldest] = candles.at(-1) ?? [];
    if (oldest !== undefined) listener.oldestCandle(asset, oldest);
  },
  updateAssets: (payload, _, listener) => {
    const rows = payload as [number, string, string, string, number, number][];
    listener.assets(
      new Map(rows.map(([, pair, label, , digits, payout]) => [pair, { label, digits, payout }])),
    );
  },
  'successfavorite/change': (payload, _, listener) => listener.favourites(payload as string[]),
};

/** Reads the feed's events in order, whether their attachments are ArrayBuffers or Blobs. */
export const readFeed = (
  received: Received,
  listener: FeedListener,
): ((event: string, payload: unknown) => void) => {
  let blobs = Promise.resolve();
  const read = (event: string, bytes: ArrayBuffer): void => {
    received.events[event] = (received.events[event] ?? 0) + 1;
    READERS[event]?.(JSON.parse(new TextDecoder().decode(bytes)), received, listener);
  };
  return (event, payload) => {
    if (payload instanceof ArrayBuffer) read(event, payload);
    else if (payload instanceof Blob)
      blobs = blobs.then(async () => {
        read(event, await payload.arrayBuffer());
      });
  };
};
