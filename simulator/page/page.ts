import { readFeed, type FeedListener, type Received } from './feed-reader.ts';
import { View } from './view.ts';

/** The part of a `socket.io-client` socket that the page uses. */
interface PageSocket {
  readonly connected: boolean;
  on(event: string, listener: () => void): void;
  onAny(listener: (event: string, payload: unknown) => void): void;
  offAny(): void;
  emit(event: string, payload: unknown): void;
}

declare global {
  interface Window {
    /** Filled by the script in the page's head. */
    readonly broker: {
      readonly backlog: readonly [event: string, payload: unknown][];
      readonly sockets: Readonly<Record<'chat' | 'counters' | 'feed', PageSocket>>;
    };
    received: Received;
  }
}

/** How far back the broker's page asks. */
const OLDER_CANDLES = 150;

const { backlog, sockets } = window.broker;
window.received = { live: 0, history: 0, events: {} };
let chosen = '';
const view = new View(window.received, (asset, period) => {
  chosen = asset;
  sockets.feed.emit('changeSymbol', { asset, period });
});

/** Asks for older candles once the answer to a chosen pair is there; for the first pair they come unasked. */
const askForOlder = (asset: string, time: number): void => {
  if (asset !== chosen) return;
  const { period } = view;
  const request = { asset, index: time, time, offset: OLDER_CANDLES * period, period };
  sockets.feed.emit('loadHistoryPeriod', request);
  chosen = '';
};

const listener: FeedListener = {
  assets: (assets) => view.assets(assets),
  favourites: (pairs) => view.favourites(pairs),
  history: (pair, quotes) => view.history(pair, quotes),
  quotes: (quotes) => view.quotes(quotes),
  oldestCandle: askForOlder,
};
const read = readFeed(window.received, listener);
for (const [event, payload] of backlog) read(event, payload);
sockets.feed.offAny();
sockets.feed.onAny(read);

// What the broker's page says on opening; the simulator greets without waiting for it.
const greet = (): void => {
  view.connection('connected');
  sockets.feed.emit('auth', { session: 'simulated', isDemo: 1 });
};
if (sockets.feed.connected) greet();
sockets.feed.on('connect', greet);
sockets.feed.on('disconnect', () => view.connection('reconnecting'));
