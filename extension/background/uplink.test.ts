import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { CaptureMessage } from '../../shared/protocol.ts';
import { ACK_TIMEOUT_MS } from './in-flight.ts';
import { Outbox } from './outbox.ts';
import type { OutboxMessage } from './outbox-message.ts';
import { MAX_PENDING_TICKS } from './outbox-writer.ts';
import { Uplink } from './uplink.ts';

const tick = (price: number): OutboxMessage => ({
  type: 'ticks',
  ticks: [['EURUSD_otc', price, 1_756_680_000_000, 1_756_680_000_001]],
});

const pricesOf = (message: CaptureMessage): number[] =>
  message.type === 'ticks' ? (message.ticks as [string, number][]).map(([, price]) => price) : [];

/** The relay's side of the connection: keeps what it is sent, confirms when told to. */
class Line {
  connected = false;
  buffered = 0;
  readonly sent: CaptureMessage[] = [];
  readonly restart = vi.fn();
  readonly #unacked: number[] = [];

  send(message: CaptureMessage): void {
    this.sent.push(message);
    if ('seq' in message) this.#unacked.push(message.seq);
  }

  get prices(): number[] {
    return this.sent.flatMap(pricesOf);
  }

  ackAll(uplink: Uplink): void {
    for (const seq of this.#unacked.splice(0)) uplink.acked(seq);
  }

  reconnect(uplink: Uplink): void {
    this.#unacked.length = 0;
    this.connected = true;
    uplink.connected();
  }
}

/** IndexedDB is JavaScript here, and slow with thousands of messages. */
const waitFor = <T>(check: () => T | Promise<T>): Promise<T> => vi.waitFor(check, { timeout: 20_000 });

let names = 0;
const setUp = (outbox = new Outbox(`uplink-${(names += 1)}`)) => {
  const line = new Line();
  let waiting = 0;
  const uplink = new Uplink(outbox, line, (counts) => (waiting = counts.waiting));
  return { outbox, line, uplink, waiting: () => waiting };
};

describe('uplink', () => {
  test('a live message goes out in the same turn and is kept once the relay confirms it', () => {
    const { line, uplink } = setUp();
    const onKept = vi.fn();
    line.reconnect(uplink);
    uplink.accept(tick(1), onKept);
    expect(line.prices).toEqual([1]);
    expect(onKept).not.toHaveBeenCalled();
    line.ackAll(uplink);
    expect(onKept).toHaveBeenCalledOnce();
  });

  test('without a word from the relay it is kept once it is on the disk, and leaves it with the ack', async () => {
    const { outbox, line, uplink, waiting } = setUp();
    const onKept = vi.fn();
    line.reconnect(uplink);
    uplink.accept(tick(1), onKept);
    await waitFor(() => expect(onKept).toHaveBeenCalledOnce());
    expect((await outbox.counts()).waiting).toBe(1);
    line.ackAll(uplink);
    await waitFor(() => expect(waiting()).toBe(0));
    expect(line.prices).toEqual([1]);
    expect(onKept).toHaveBeenCalledOnce();
  });

  test('a message that went out is not written while its ack is still to be expected', async () => {
    const { outbox, line, uplink } = setUp();
    const write = vi.spyOn(outbox, 'write');
    line.reconnect(uplink);
    uplink.accept(tick(1), () => undefined);
    line.connected = false;
    uplink.accept(tick(2), () => undefined);
    await waitFor(() => expect(write).toHaveBeenCalledOnce());
    expect(write.mock.calls[0]?.[0]).toEqual([tick(2)]);
    line.ackAll(uplink);
    await waitFor(async () => expect((await outbox.counts()).waiting).toBe(1));
    expect(write).toHaveBeenCalledOnce();
  });

  test('what came while the relay was away goes out in order, joined, beside the live ones', async () => {
    const { line, uplink, waiting } = setUp();
    for (let price = 1; price <= 1_200; price += 1) uplink.accept(tick(price), () => undefined);
    await waitFor(() => expect(waiting()).toBe(1_200));
    line.reconnect(uplink);
    uplink.accept(tick(5_000), () => undefined);
    expect(line.prices).toEqual([5_000]);
    await waitFor(() => expect(line.prices).toHaveLength(1_201));
    expect(line.prices.slice(1)).toEqual(Array.from({ length: 1_200 }, (_, i) => i + 1));
    expect(line.sent).toHaveLength(4);
    line.ackAll(uplink);
    await waitFor(() => expect(waiting()).toBe(0));
  });

  test('claims of a feed wait in the outbox with the ticks, and go out in few messages', async () => {
    const { outbox, line, uplink, waiting } = setUp();
    const claims = [1, 2, 3].map((n): OutboxMessage => ({
      type: 'feedSpans',
      spans: [['EURUSD_otc', n, n + 1]],
    }));
    await outbox.write(
      [tick(1), claims[0], tick(2), claims[1], claims[2]].filter((each) => each !== undefined),
    );
    line.reconnect(uplink);
    await waitFor(() => expect(line.sent).toHaveLength(2));
    expect(line.prices).toEqual([1, 2]);
    expect(line.sent[1]).toMatchObject({
      type: 'feedSpans',
      spans: [
        ['EURUSD_otc', 1, 2],
        ['EURUSD_otc', 2, 3],
        ['EURUSD_otc', 3, 4],
      ],
    });
    line.ackAll(uplink);
    await waitFor(async () => expect(await outbox.read(0, 100)).toEqual([]));
    expect(waiting()).toBe(0);
  });

  test('the name of a pair waits in the outbox until the relay has it', async () => {
    const { outbox, line, uplink, waiting } = setUp();
    const renamed = { type: 'renamed', from: 'active:76@iq-option', to: 'EURUSD@iq-option' } as const;
    await outbox.write([tick(1), renamed]);
    line.reconnect(uplink);
    await waitFor(() => expect(line.sent).toHaveLength(2));
    expect(line.sent[1]).toMatchObject(renamed);
    expect(await outbox.read(0, 100)).toHaveLength(2);
    line.ackAll(uplink);
    await waitFor(async () => expect(await outbox.read(0, 100)).toEqual([]));
    expect(waiting()).toBe(0);
  });

  test('only a few messages of the backlog are on their way at once', async () => {
    const { line, uplink, waiting } = setUp();
    for (let price = 1; price <= 4_000; price += 1) uplink.accept(tick(price), () => undefined);
    await waitFor(() => expect(waiting()).toBe(4_000));
    line.reconnect(uplink);
    await waitFor(() => expect(line.sent).toHaveLength(4));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(line.sent).toHaveLength(4);
    line.ackAll(uplink);
    await waitFor(() => expect(line.sent).toHaveLength(8));
  });

  test('another worker sends what the one before could not', async () => {
    const first = setUp();
    first.uplink.accept(tick(1), () => undefined);
    await waitFor(() => expect(first.waiting()).toBe(1));
    const second = setUp(first.outbox);
    second.line.reconnect(second.uplink);
    await waitFor(() => expect(second.line.prices).toEqual([1]));
  });

  test('a socket that does not keep up sends live messages the way of the outbox', async () => {
    const { line, uplink } = setUp();
    line.reconnect(uplink);
    line.buffered = 2_000_000;
    uplink.accept(tick(1), () => undefined);
    expect(line.prices).toEqual([]);
    line.buffered = 0;
    await waitFor(() => expect(line.prices).toEqual([1]));
  });

  test('a batch that the relay never confirms ends the connection, so that it is sent again', () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] });
    try {
      const { line, uplink } = setUp();
      line.reconnect(uplink);
      uplink.accept(tick(1), () => undefined);
      line.ackAll(uplink);
      vi.advanceTimersByTime(ACK_TIMEOUT_MS - 1);
      uplink.accept(tick(2), () => undefined);
      vi.advanceTimersByTime(ACK_TIMEOUT_MS - 1);
      expect(line.restart).not.toHaveBeenCalled();
      vi.advanceTimersByTime(1);
      expect(line.restart).toHaveBeenCalledOnce();
    } finally {
      vi.useRealTimers();
    }
  });

  test('a disk that refuses costs nothing while the relay confirms', async () => {
    const outbox = new Outbox(`uplink-${(names += 1)}`);
    const write = vi.spyOn(outbox, 'write').mockRejectedValue(new DOMException('full', 'QuotaExceededError'));
    const { line, uplink } = setUp(outbox);
    const onKept = vi.fn();
    uplink.accept(tick(1), onKept);
    await waitFor(() => expect(write).toHaveBeenCalled());
    expect(onKept).not.toHaveBeenCalled();
    line.reconnect(uplink);
    expect(line.prices).toEqual([1]);
    line.ackAll(uplink);
    expect(onKept).toHaveBeenCalledOnce();
  });

  test('while the disk refuses, memory is bounded: the oldest give way, and are counted once it writes again', async () => {
    const outbox = new Outbox(`uplink-${(names += 1)}`);
    const write = vi.spyOn(outbox, 'write');
    write.mockRejectedValueOnce(new DOMException('full', 'QuotaExceededError'));
    const { line, uplink } = setUp(outbox);
    const batch = (price: number): OutboxMessage => ({
      type: 'ticks',
      ticks: Array.from({ length: 500 }, () => ['EURUSD_otc', price, 1, 1] as never),
    });
    const batches = MAX_PENDING_TICKS / 500;
    for (let price = 1; price <= batches + 2; price += 1) uplink.accept(batch(price), () => undefined);
    await waitFor(() => expect(write).toHaveBeenCalledTimes(2));
    await waitFor(async () => {
      expect(await outbox.counts()).toEqual({ waiting: MAX_PENDING_TICKS, dropped: 1_000 });
    });
    line.reconnect(uplink);
    await waitFor(() => expect(line.prices[0]).toBe(3));
  });

  test('whatever happens in whatever order, the relay gets everything and everything is kept', async () => {
    const step = fc.constantFrom('accept', 'connect', 'lose', 'ack', 'wait');
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
        const { outbox, line, uplink } = setUp();
        const kept = new Set<number>();
        const accepted: number[] = [];
        for (const name of steps) {
          if (name === 'connect') line.reconnect(uplink);
          if (name === 'lose') line.connected = false;
          if (name === 'ack') line.ackAll(uplink);
          if (name === 'wait') await new Promise((resolve) => setTimeout(resolve, 60));
          if (name !== 'accept') continue;
          const price = accepted.length + 1;
          accepted.push(price);
          uplink.accept(tick(price), () => kept.add(price));
        }
        line.reconnect(uplink);
        await waitFor(async () => {
          line.ackAll(uplink);
          expect(kept.size).toBe(accepted.length);
          expect((await outbox.counts()).waiting).toBe(0);
          expect([...new Set(line.prices)].toSorted((a, b) => a - b)).toEqual(accepted);
        });
      }),
      { numRuns: 25 },
    );
  });
});
