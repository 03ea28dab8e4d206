import 'fake-indexeddb/auto';
import { afterEach, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { TICKS_PER_MESSAGE, type UplinkConnection } from '../extension/background/in-flight.ts';
import { Outbox } from '../extension/background/outbox.ts';
import type { OutboxMessage } from '../extension/background/outbox-message.ts';
import { RelayConnection } from '../extension/background/relay-connection.ts';
import { Uplink } from '../extension/background/uplink.ts';
import type { RelayReport } from '../relay/server/relay-report.ts';
import type { CaptureMessage } from '../shared/protocol.ts';
import { quantile } from '../shared/quantile.ts';
import { askRelay } from '../testing/relay-api.ts';
import { startRelayProcess } from '../testing/relay-process.ts';
import { connectAs } from '../testing/relay-socket.ts';
import { settles } from '../testing/whole-line.ts';

const BACKLOG_TICKS = 200_000;
const BACKLOG_PAIR = 'EURUSD_otc';
const LIVE_PAIR = 'GBPUSD_otc';
const LIVE_INTERVAL_MS = 100;
const TICKS_PER_HEARTBEAT = 100;
/** A live tick behind the backlog would wait for all of it, one between its messages for a moment. */
const SMALL_SHARE = 0.05;

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
  vi.unstubAllGlobals();
});

/** Chrome's interface, which Node 20 lacks; and as in Chrome an error that nobody listens for is no exception. */
class BrowserWebSocket extends WebSocket {
  constructor(url: URL) {
    super(url);
    this.on('error', () => undefined);
  }
}

const pricesIn = (message: CaptureMessage, pair: string): number[] =>
  message.type === 'ticks'
    ? (message.ticks as [string, number][]).filter(([name]) => name === pair).map(([, price]) => price)
    : [];

/** What a relay's absence of hours leaves: the older the lower the price. */
const fillOutbox = async (): Promise<Outbox> => {
  const outbox = new Outbox('backlog');
  const first = Date.now() - 2 * BACKLOG_TICKS;
  const messages = Array.from({ length: BACKLOG_TICKS / TICKS_PER_MESSAGE }, (_, message): OutboxMessage => ({
    type: 'ticks',
    ticks: Array.from({ length: TICKS_PER_MESSAGE }, (_, place) => {
      const index = message * TICKS_PER_MESSAGE + place;
      return [BACKLOG_PAIR, 1 + index, first + index, first + index] as never;
    }),
  }));
  await outbox.write(messages);
  return outbox;
};

test(`a backlog of ${BACKLOG_TICKS} ticks drains in order, and live ticks do not wait for it`, async () => {
  vi.stubGlobal('WebSocket', BrowserWebSocket);
  const relay = await startRelayProcess();
  stops.push(() => relay.stop());
  const outbox = await fillOutbox();
  const sentAt = new Map<number, number>();
  const delays: number[] = [];
  const viewer = await connectAs(relay, 'view');
  viewer.send({ type: 'subscribe', pairs: [LIVE_PAIR] });
  await viewer.take('pairs');
  viewer.socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString()) as CaptureMessage;
    for (const price of pricesIn(message, LIVE_PAIR))
      delays.push(performance.now() - (sentAt.get(price) ?? 0));
  });

  const connection = new RelayConnection({
    onConnected: () => uplink.connected(),
    onAck: (seq) => uplink.acked(seq),
    onState: () => undefined,
  });
  stops.push(() => connection.want(false));
  const sentPrices: number[] = [];
  const watched: UplinkConnection = {
    get connected() {
      return connection.connected;
    },
    get buffered() {
      return connection.buffered;
    },
    send: (message) => {
      sentPrices.push(...pricesIn(message, BACKLOG_PAIR));
      connection.send(message);
    },
    restart: () => connection.restart(),
  };
  let waiting = BACKLOG_TICKS;
  const uplink = new Uplink(outbox, watched, (counts) => (waiting = counts.waiting));

  const began = performance.now();
  connection.configure({ relayUrl: relay.url, token: relay.ownerToken });
  connection.want(true);
  let live = 0;
  const feed = setInterval(() => {
    live += 1;
    sentAt.set(live, performance.now());
    if (live % TICKS_PER_HEARTBEAT === 0) viewer.send({ type: 'heartbeat' });
    uplink.accept(
      { type: 'ticks', ticks: [[LIVE_PAIR, live, Date.now(), Date.now()] as never] },
      () => undefined,
    );
  }, LIVE_INTERVAL_MS);
  stops.push(() => clearInterval(feed));
  await settles(() => Promise.resolve(sentPrices.length >= BACKLOG_TICKS), 300_000);
  const drainMs = performance.now() - began;
  const liveMeanwhile = delays.length;
  clearInterval(feed);
  await settles(() => Promise.resolve(delays.length >= live && waiting === 0), 60_000);

  expect(sentPrices).toEqual(Array.from({ length: BACKLOG_TICKS }, (_, index) => 1 + index));
  expect(liveMeanwhile).toBeGreaterThan(drainMs / LIVE_INTERVAL_MS / 2);
  expect(quantile(delays, 0.99) / drainMs).toBeLessThan(SMALL_SHARE);
  expect(waiting).toBe(0);
  expect((await askRelay<RelayReport>(relay, '/api/status')).kept).toBe(BACKLOG_TICKS + live);
});
