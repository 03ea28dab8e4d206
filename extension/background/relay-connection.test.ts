import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { backoff } from '../../shared/backoff.ts';
import type { ErrorCode, ToCaptureMessage } from '../../shared/protocol.ts';
import type { CaptureState } from '../contracts/capture-status.ts';
import { RelayConnection } from './relay-connection.ts';

vi.mock('../../shared/backoff.ts', { spy: true });

const WELCOME = { type: 'welcome', version: 1, relayId: 'test' } as const;

/** A relay that answers hello as told, and tells what it heard. */
class TestRelay {
  readonly heard: unknown[] = [];
  answer: readonly ToCaptureMessage[] = [WELCOME];
  refusing = false;
  readonly #http: Server;
  readonly #sockets = new WebSocketServer({ noServer: true });

  constructor() {
    this.#http = createServer((_request, response) => response.end('{}'));
    this.#http.on('upgrade', (request, socket, head) => {
      if (this.refusing) {
        socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
        return;
      }
      this.#sockets.handleUpgrade(request, socket, head, (client) => {
        client.once('message', () => {
          for (const message of this.answer) client.send(JSON.stringify(message));
        });
        client.on('message', (data: Buffer) => {
          this.heard.push(JSON.parse(data.toString()));
          if (this.answer.some(({ type }) => type === 'error')) client.close();
        });
      });
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#http.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  say(message: unknown): void {
    for (const client of this.#sockets.clients) client.send(JSON.stringify(message));
  }

  cut(): void {
    this.heard.length = 0;
    for (const client of this.#sockets.clients) client.terminate();
  }

  close(): void {
    this.cut();
    this.#http.close();
  }
}

/** Chrome's interface, which Node 20 lacks; and as in Chrome an error that nobody listens for is no exception. */
class BrowserWebSocket extends WebSocket {
  constructor(url: URL) {
    super(url);
    this.on('error', () => undefined);
  }
}

const setUp = () => {
  const states: CaptureState[] = [];
  const acks: number[] = [];
  const onConnected = vi.fn();
  const connection = new RelayConnection({
    onConnected,
    onAck: (seq) => acks.push(seq),
    onState: (state) => states.push(state),
  });
  return { connection, states, acks, onConnected };
};

describe('relay connection', () => {
  let relay: TestRelay;
  let relayUrl: string;
  let current: ReturnType<typeof setUp>;

  beforeEach(async () => {
    vi.stubGlobal('WebSocket', BrowserWebSocket);
    relay = new TestRelay();
    relayUrl = await relay.listen();
    current = setUp();
  });

  afterEach(() => {
    current.connection.want(false);
    relay.close();
    vi.unstubAllGlobals();
  });

  const start = (token: string | undefined = 'a token'): void => {
    current.connection.want(true);
    current.connection.configure({ relayUrl, token });
  };
  const reaches = (state: CaptureState): Promise<void> =>
    vi.waitFor(() => expect(current.states.at(-1)).toBe(state), { timeout: 10_000 });

  test('says hello, is welcomed, sends, and hears acks', async () => {
    start();
    await reaches('connected');
    expect(current.onConnected).toHaveBeenCalledOnce();
    current.connection.send({ type: 'ticks', seq: 1, ticks: [] });
    await vi.waitFor(() =>
      expect(relay.heard).toEqual([
        { type: 'hello', version: 1, role: 'capture', token: 'a token' },
        { type: 'ticks', seq: 1, ticks: [] },
      ]),
    );
    relay.say({ type: 'ack', seq: 1 });
    relay.say({ type: 'nonsense' });
    relay.say({ type: 'ack', seq: 2 });
    await vi.waitFor(() => expect(current.acks).toEqual([1, 2]));
  });

  test('comes back after a cut', async () => {
    start();
    await reaches('connected');
    relay.cut();
    await reaches('connecting');
    expect(current.connection.connected).toBe(false);
    await reaches('connected');
    expect(current.onConnected).toHaveBeenCalledTimes(2);
  });

  test('a relay that cannot keep what it is sent is asked less and less often, until it keeps something', async () => {
    const attempts = (): number[] => vi.mocked(backoff).mock.calls.map(([attempt]) => attempt);
    vi.mocked(backoff).mockClear();
    relay.answer = [WELCOME, { type: 'error', code: 'not-kept', message: 'full' }];
    start();
    await vi.waitFor(() => expect(attempts()).toEqual([1, 2, 3]), { timeout: 10_000 });
    relay.answer = [WELCOME];
    await vi.waitFor(() => expect(current.connection.connected).toBe(true), { timeout: 10_000 });
    relay.say({ type: 'ack', seq: 1 });
    await vi.waitFor(() => expect(current.acks).toEqual([1]));
    relay.cut();
    await vi.waitFor(() => expect(attempts()).toEqual([1, 2, 3, 1]));
  });

  test('without a token it does not even try', () => {
    current.connection.want(true);
    current.connection.configure({ relayUrl });
    expect(current.states).toEqual(['not-paired']);
  });

  test('nothing is tried while nobody wants it', async () => {
    current.connection.configure({ relayUrl, token: 'a token' });
    expect(current.connection.connected).toBe(false);
    current.connection.want(true);
    await reaches('connected');
    current.connection.want(false);
    expect(current.connection.connected).toBe(false);
  });

  test('a relay that does not run', async () => {
    relay.close();
    start();
    await reaches('relay-not-running');
  });

  test('an address that is none', () => {
    relayUrl = 'nonsense';
    start();
    expect(current.states).toEqual(['relay-not-running']);
  });

  test('a relay that refuses the handshake', async () => {
    relay.refusing = true;
    start();
    await reaches('origin-refused');
    relay.refusing = false;
    await reaches('connected');
  });

  test('a relay that lets nobody more in for now is not called one that refuses us', async () => {
    relay.answer = [{ type: 'error', code: 'too-many-connections', message: 'later' }];
    start();
    await vi.waitFor(() => expect(relay.heard.length).toBeGreaterThan(1), { timeout: 10_000 });
    expect(current.states).toEqual([]);
    relay.answer = [WELCOME];
    await reaches('connected');
  });

  test.each<ErrorCode & CaptureState>(['token-refused', 'version-differs', 'origin-refused'])(
    '%s',
    async (code) => {
      relay.answer = [{ type: 'error', code, message: 'no' }];
      start();
      await reaches(code);
    },
  );

  test('a relay of another version', async () => {
    relay.answer = [{ ...WELCOME, version: 2 }];
    start();
    await reaches('version-differs');
    expect(current.onConnected).not.toHaveBeenCalled();
  });

  test('another token is tried at once', async () => {
    relay.answer = [{ type: 'error', code: 'token-refused', message: 'no' }];
    start();
    await reaches('token-refused');
    relay.heard.length = 0;
    relay.answer = [WELCOME];
    start('another');
    await reaches('connected');
  });
});
