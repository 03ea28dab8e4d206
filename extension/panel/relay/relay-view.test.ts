import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import {
  HELLO_MESSAGE,
  parseMessage,
  PROTOCOL_PATH,
  VIEW_MESSAGE,
  type ErrorCode,
  type ToViewMessage,
  type ViewMessage,
} from '../../../shared/protocol.ts';
import { milliseconds } from '../../../shared/units.ts';
import type { ConnectionState } from './connection-state.ts';
import { RelayView } from './relay-view.ts';

const TOKEN = 'long-token';
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0).reverse()) close();
});

/** The relay's side of the protocol over a real socket; `reply` answers what comes after hello. */
const startRelay = async (
  reply: (message: ViewMessage) => ToViewMessage | string | undefined = () => undefined,
  refusal?: ErrorCode,
) => {
  const http: Server = createServer((_request, response) => response.end('{}'));
  const sockets = new WebSocketServer({ server: http, path: PROTOCOL_PATH });
  const heard: ViewMessage[] = [];
  const roles: string[] = [];
  sockets.on('connection', (socket) => {
    const send = (message: ToViewMessage | string) =>
      socket.send(typeof message === 'string' ? message : JSON.stringify(message));
    socket.once('message', (first: Buffer) => {
      const hello = parseMessage(HELLO_MESSAGE, first.toString());
      if (!hello.ok) {
        socket.close();
        return;
      }
      roles.push(hello.message.role);
      const code = refusal ?? (hello.message.token === TOKEN ? undefined : 'token-refused');
      if (code) {
        send({ type: 'error', code, message: 'No.' });
        socket.close();
        return;
      }
      socket.on('message', (next: Buffer) => {
        const parsed = parseMessage(VIEW_MESSAGE, next.toString());
        if (!parsed.ok) return;
        heard.push(parsed.message);
        const answer = reply(parsed.message);
        if (answer) send(answer);
      });
      send({ type: 'welcome', version: 1, relayId: 'test' });
    });
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const endSockets = () => {
    for (const socket of sockets.clients) socket.terminate();
  };
  const stop = () => {
    endSockets();
    http.close();
  };
  closers.push(stop);
  const { port } = http.address() as AddressInfo;
  return { relayUrl: `http://127.0.0.1:${port}`, heard, roles, endSockets, stop };
};

const openView = (relayUrl: string, token: string | undefined = TOKEN) => {
  const states: ConnectionState[] = [];
  const ticks: unknown[] = [];
  const pages: string[] = [];
  const changes: string[] = [];
  const view = new RelayView(
    {
      onState: (state) => states.push(state),
      onTicks: (tuples) => ticks.push(...tuples),
      onPairs: () => undefined,
      onStatus: () => undefined,
      onPage: ({ pair }) => pages.push(pair),
      onHistoryChanged: ({ pairs }) => changes.push(...pairs),
    },
    // The browser's constructor and the one of `ws` differ only in what is not used here.
    WebSocket as unknown as new (url: string) => globalThis.WebSocket,
  );
  closers.push(() => view.close());
  view.connect({ relayUrl, token });
  const reaches = (state: ConnectionState) => vi.waitFor(() => expect(states.at(-1)).toBe(state), 10_000);
  return { view, states, ticks, pages, changes, reaches };
};

test('says hello as a viewer, subscribes to everything and hands ticks on', async () => {
  const relay = await startRelay((message) =>
    message.type === 'subscribe' ? { type: 'ticks', ticks: [['EURUSD_otc', 1.1, 1, 2]] } : undefined,
  );
  const { states, ticks } = openView(relay.relayUrl);
  await vi.waitFor(() => expect(ticks).toEqual([['EURUSD_otc', 1.1, 1, 2]]));
  expect(states).toEqual(['connecting', 'connected']);
  expect(relay.roles).toEqual(['view']);
  expect(relay.heard).toEqual([{ type: 'subscribe', pairs: '*' }]);
});

test('hands on which history has changed', async () => {
  const relay = await startRelay((message) =>
    message.type === 'subscribe' ? { type: 'historyChanged', pairs: ['EURUSD_otc'] } : undefined,
  );
  const { changes } = openView(relay.relayUrl);
  await vi.waitFor(() => expect(changes).toEqual(['EURUSD_otc']));
});

test('each history question gets its own answer, in whatever order they come', async () => {
  const waiting: ViewMessage[] = [];
  const relay = await startRelay((message) => {
    if (message.type === 'history') waiting.push(message);
    const asked = waiting.length === 2 ? waiting[1] : undefined;
    if (asked?.type !== 'history') return undefined;
    return {
      type: 'history',
      id: asked.id,
      pair: asked.pair,
      timeframe: asked.timeframe,
      candles: [],
      source: 'cache',
      ms: 0.5,
    };
  });
  const { view, reaches } = openView(relay.relayUrl);
  await reaches('connected');
  const unanswered = view.history({ pair: 'A', timeframe: '1m', limit: 200 });
  const answered = view.history({ pair: 'B', timeframe: '5s', limit: 10, before: milliseconds(5_000) });
  expect((await answered).pair).toBe('B');
  expect(waiting[1]).toMatchObject({ pair: 'B', limit: 10, before: 5_000 });
  view.close();
  await expect(unanswered).rejects.toThrow('The connection to the relay ended.');
});

test('a question for ticks has its own answer beside one for candles, and ends with the connection as well', async () => {
  const relay = await startRelay((message) =>
    message.type === 'tickHistory' && message.pair === 'B'
      ? { type: 'tickHistory', id: message.id, pair: 'B', ticks: [[1.5, milliseconds(7)]], ms: 0.5 }
      : undefined,
  );
  const { view, reaches } = openView(relay.relayUrl);
  await reaches('connected');
  const candles = view.history({ pair: 'B', timeframe: '1m', limit: 1 });
  const unanswered = view.tickHistory({ pair: 'A', limit: 1 });
  const answer = await view.tickHistory({ pair: 'B', limit: 500, before: milliseconds(8) });
  expect(answer.ticks).toEqual([[1.5, 7]]);
  expect(relay.heard).toContainEqual(expect.objectContaining({ pair: 'B', limit: 500, before: 8 }));
  view.close();
  await expect(unanswered).rejects.toThrow('The connection to the relay ended.');
  await expect(candles).rejects.toThrow('The connection to the relay ended.');
});

test('without a connection a question fails at once', async () => {
  const { view } = openView('http://127.0.0.1:1');
  await expect(view.tickHistory({ pair: 'A', limit: 1 })).rejects.toThrow('no connection');
  await expect(view.history({ pair: 'A', timeframe: '1m', limit: 1 })).rejects.toThrow('no connection');
});

test('a message that is not the protocol’s is passed over, and the next one read', async () => {
  const relay = await startRelay((message) => {
    if (message.type === 'subscribe') return '{"type":"page","pair":"no pair at all!"}';
    return message.type === 'history' ? { type: 'page', pair: 'EURUSD_otc' } : undefined;
  });
  const { view, pages, states, reaches } = openView(relay.relayUrl);
  await reaches('connected');
  view.history({ pair: 'A', timeframe: '1m', limit: 1 }).catch(() => undefined);
  await vi.waitFor(() => expect(pages).toEqual(['EURUSD_otc']));
  expect(states).toEqual(['connecting', 'connected']);
});

test.each([
  ['origin-refused', 'origin-refused'],
  ['token-refused', 'token-refused'],
  ['version-differs', 'version-differs'],
  ['too-many-connections', 'reconnecting'],
] as const)('the relay’s %s shows as %s', async (code, state) => {
  const relay = await startRelay(undefined, code);
  const { reaches } = openView(relay.relayUrl);
  await reaches(state);
});

test('another token is refused; without one there is no connection, only the question whether it runs', async () => {
  const relay = await startRelay();
  await openView(relay.relayUrl, 'another').reaches('token-refused');
  const states: ConnectionState[] = [];
  const unpaired = new RelayView(
    {
      onState: (state) => states.push(state),
      onTicks: () => undefined,
      onPairs: () => undefined,
      onStatus: () => undefined,
      onPage: () => undefined,
      onHistoryChanged: () => undefined,
    },
    WebSocket as unknown as new (url: string) => globalThis.WebSocket,
  );
  closers.push(() => unpaired.close());
  unpaired.connect({ relayUrl: relay.relayUrl });
  await vi.waitFor(() => expect(states.at(-1)).toBe('not-paired'));
  expect(relay.roles).toHaveLength(1);
  unpaired.connect({ relayUrl: 'http://127.0.0.1:1' });
  await vi.waitFor(() => expect(states.at(-1)).toBe('relay-not-running'));
});

test('comes back by itself after the connection was lost', async () => {
  const relay = await startRelay();
  const { states, reaches } = openView(relay.relayUrl);
  await reaches('connected');
  relay.endSockets();
  await vi.waitFor(() => expect(states.filter((state) => state === 'connected')).toHaveLength(2), 10_000);
  expect(states).toContain('reconnecting');
});

test('tells a stopped relay from a lost connection', async () => {
  const relay = await startRelay();
  const { reaches } = openView(relay.relayUrl);
  await reaches('connected');
  relay.stop();
  await reaches('relay-not-running');
});
