import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { milliseconds } from '../../shared/units.ts';
import { Outbox, type OutboxMessage } from './outbox.ts';

let names = 0;
const freshName = (): string => `outbox-${(names += 1)}`;

const ticks = (...prices: number[]): OutboxMessage => ({
  type: 'ticks',
  ticks: prices.map((price) => ['EURUSD_otc', price, 1_756_680_000_000, 1_756_680_000_001] as const),
});
const candles: OutboxMessage = {
  type: 'brokerHistory',
  pair: 'EURUSD_otc',
  duration: milliseconds(60_000),
  candles: [
    [1_756_680_000_000, 1, 1, 1, 1],
    [1_756_680_060_000, 1, 1, 1, 1],
  ],
};

test('what is written is read back, oldest first, by another instance too', async () => {
  const name = freshName();
  const { keys } = await new Outbox(name).write([ticks(1, 2), candles]);
  await new Outbox(name).write([ticks(3)]);
  const outbox = new Outbox(name);
  const stored = await outbox.read(0, 1_000);
  expect(stored.map(({ message }) => message)).toEqual([ticks(1, 2), candles, ticks(3)]);
  expect(stored.slice(0, 2).map(({ key }) => key)).toEqual(keys);
  expect(await outbox.counts()).toEqual({ waiting: 5, dropped: 0 });
});

test('a read gives whole messages up to the weight, at least one, after a key', async () => {
  const outbox = new Outbox(freshName());
  const { keys } = await outbox.write([ticks(1, 2, 3), ticks(4), ticks(5, 6)]);
  const messagesAfter = async (key: number, weight: number): Promise<OutboxMessage[]> =>
    (await outbox.read(key, weight)).map(({ message }) => message);
  expect(await messagesAfter(0, 4)).toEqual([ticks(1, 2, 3), ticks(4)]);
  expect(await messagesAfter(0, 1)).toEqual([ticks(1, 2, 3)]);
  expect(await messagesAfter(keys[0] ?? 0, 100)).toEqual([ticks(4), ticks(5, 6)]);
  expect(await messagesAfter(keys[2] ?? 0, 100)).toEqual([]);
});

test('what is removed counts no more; an unknown key changes nothing', async () => {
  const outbox = new Outbox(freshName());
  const { keys } = await outbox.write([ticks(1, 2), ticks(3)]);
  const removed = await outbox.write([], [keys[0] ?? 0, 999]);
  expect(removed.counts).toEqual({ waiting: 1, dropped: 0 });
  expect((await outbox.write([], [keys[0] ?? 0])).counts.waiting).toBe(1);
});

test('beyond the limit the oldest give way and are counted, with those lost elsewhere', async () => {
  const outbox = new Outbox(freshName(), 4);
  await outbox.write([ticks(1, 2), ticks(3, 4)], [], 7);
  const { counts } = await outbox.write([ticks(5)]);
  expect(counts).toEqual({ waiting: 3, dropped: 9 });
  expect((await outbox.read(0, 100)).map(({ message }) => message)).toEqual([ticks(3, 4), ticks(5)]);
});
