import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { BridgeMessage, KeptMessage } from '../contracts/bridge-messages.ts';
import { BackgroundLink, MAX_UNCONFIRMED_TICKS, type BridgePort } from './background-link.ts';
import type { Outgoing } from './batch.ts';

/** The background's end: what it got, and its answers. */
class FakePort implements BridgePort {
  readonly got: BridgeMessage[] = [];
  #onMessage: (message: KeptMessage) => void = () => undefined;
  #onDisconnect: () => void = () => undefined;
  readonly onMessage = {
    addListener: (listener: (message: KeptMessage) => void) => (this.#onMessage = listener),
  };
  readonly onDisconnect = { addListener: (listener: () => void) => (this.#onDisconnect = listener) };

  /** Closed, without a word of it yet. */
  broken = false;

  postMessage(message: BridgeMessage): void {
    if (this.broken) throw new Error('Attempting to use a disconnected port object');
    this.got.push(message);
  }

  disconnect(): void {
    this.#onDisconnect();
  }

  keep(id: number): void {
    this.#onMessage({ type: 'kept', ids: [id] });
  }

  get ids(): number[] {
    return this.got.flatMap((message) => ('id' in message ? [message.id] : []));
  }
}

const ticks = (count = 1): Outgoing => ({
  type: 'ticks',
  ticks: Array.from({ length: count }, () => ['EURUSD_otc', 1, 2, 3] as const),
});
const page: Outgoing = { type: 'page', pair: 'EURUSD_otc' };

const setUp = () => {
  const ports: FakePort[] = [];
  let gone = false;
  const onOrphaned = vi.fn();
  const link = new BackgroundLink(() => {
    if (gone) throw new Error('Extension context invalidated.');
    const port = new FakePort();
    ports.push(port);
    return port;
  }, onOrphaned);
  return { link, ports, onOrphaned, remove: () => (gone = true) };
};

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

describe('background link', () => {
  test('opens with the first message and numbers from 1', () => {
    const { link, ports } = setUp();
    expect(ports).toEqual([]);
    link.send(page);
    link.send(ticks());
    link.send(ticks());
    expect(ports).toHaveLength(1);
    expect(ports[0]?.got.map(({ type }) => type)).toEqual(['page', 'ticks', 'ticks']);
    expect(ports[0]?.ids).toEqual([1, 2]);
  });

  test('sends again what was not confirmed when the worker stopped', () => {
    const { link, ports } = setUp();
    for (let i = 0; i < 3; i += 1) link.send(ticks());
    ports[0]?.keep(2);
    ports[0]?.disconnect();
    vi.advanceTimersByTime(100);
    expect(ports[1]?.ids).toEqual([1, 3]);
    link.send(ticks());
    expect(ports[1]?.ids).toEqual([1, 3, 4]);
  });

  test('a message that comes before the new port opens it, once', () => {
    const { link, ports } = setUp();
    link.send(ticks());
    ports[0]?.disconnect();
    link.send(ticks());
    vi.advanceTimersByTime(10_000);
    expect(ports).toHaveLength(2);
    expect(ports[1]?.ids).toEqual([1, 2]);
  });

  test('claims of a feed are kept like ticks', () => {
    const { link, ports } = setUp();
    link.send({ type: 'feedSpans', spans: [['EURUSD_otc', 1, 2]] });
    ports[0]?.disconnect();
    vi.advanceTimersByTime(100);
    expect(ports[1]?.got).toEqual([{ type: 'feedSpans', id: 1, spans: [['EURUSD_otc', 1, 2]] }]);
  });

  test('the name of a pair is kept like its ticks', () => {
    const { link, ports } = setUp();
    const renamed = { type: 'renamed', from: 'active:76@iq-option', to: 'EURUSD@iq-option' } as const;
    link.send(renamed);
    ports[0]?.disconnect();
    vi.advanceTimersByTime(100);
    expect(ports[1]?.got).toEqual([{ ...renamed, id: 1 }]);
  });

  test('with nothing to bring it lets the worker sleep', () => {
    const { link, ports } = setUp();
    link.send(ticks());
    ports[0]?.keep(1);
    ports[0]?.disconnect();
    vi.advanceTimersByTime(60_000);
    expect(ports).toHaveLength(1);
  });

  test('what waits is bounded, the oldest give way and are counted', () => {
    const { link, ports } = setUp();
    for (let i = 0; i < MAX_UNCONFIRMED_TICKS / 5_000 + 2; i += 1) link.send(ticks(5_000));
    const dropped = ports[0]?.got.filter((message) => message.type === 'dropped');
    expect(dropped).toEqual([
      { type: 'dropped', ticks: 5_000 },
      { type: 'dropped', ticks: 5_000 },
    ]);
    ports[0]?.disconnect();
    vi.advanceTimersByTime(100);
    expect(ports[1]?.ids).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  test('what gave way while the port was closing is said to the next one', () => {
    const { link, ports } = setUp();
    for (let i = 0; i < MAX_UNCONFIRMED_TICKS / 5_000; i += 1) link.send(ticks(5_000));
    if (ports[0]) ports[0].broken = true;
    link.send(ticks(5_000));
    vi.advanceTimersByTime(100);
    expect(ports[1]?.got.filter(({ type }) => type === 'dropped')).toEqual([
      { type: 'dropped', ticks: 5_000 },
    ]);
  });

  test('says once that the extension is gone, and then nothing', () => {
    const { link, ports, onOrphaned, remove } = setUp();
    link.send(ticks());
    remove();
    ports[0]?.disconnect();
    vi.advanceTimersByTime(100);
    link.send(ticks());
    link.send(page);
    vi.advanceTimersByTime(60_000);
    expect(onOrphaned).toHaveBeenCalledOnce();
    expect(ports).toHaveLength(1);
  });

  test('once it is ended the port closes, when the background has everything', () => {
    const { link, ports } = setUp();
    link.send(ticks());
    const [port] = ports;
    if (!port) throw new Error('No port was opened.');
    const disconnect = vi.spyOn(port, 'disconnect');
    link.end();
    expect(disconnect).not.toHaveBeenCalled();
    port.keep(1);
    expect(disconnect).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(60_000);
    expect(ports).toHaveLength(1);
  });
});
