import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { milliseconds } from '../../shared/units.ts';
import { Outbox } from './outbox.ts';
import type { OutboxMessage } from './outbox-message.ts';

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

test('what gives way counts in ticks: claims and candles take room, and are no ticks', async () => {
  const outbox = new Outbox(freshName(), 4);
  const claims: OutboxMessage = { type: 'feedSpans', spans: [['EURUSD_otc', 1, 2]] };
  await outbox.write([claims, candles, ticks(1)]);
  const { counts } = await outbox.write([ticks(2, 3, 4, 5)]);
  expect(counts).toEqual({ waiting: 4, dropped: 1 });
});

test('one write that brings more than fits keeps the newest', async () => {
  const outbox = new Outbox(freshName(), 100);
  const { counts } = await outbox.write(Array.from({ length: 1_500 }, (_, index) => ticks(index)));
  expect(counts).toEqual({ waiting: 100, dropped: 1_400 });
  const [oldest] = await outbox.read(0, 1);
  expect(oldest?.message).toEqual(ticks(1_400));
});

test('what the relay has confirmed after it gave way is not counted out twice', async () => {
  const outbox = new Outbox(freshName(), 4);
  const { keys } = await outbox.write([ticks(1), ticks(2), ticks(3), ticks(4)]);
  await outbox.write([ticks(5), ticks(6)]);
  const { counts } = await outbox.write([], keys.slice(0, 3));
  expect(counts).toEqual({ waiting: 3, dropped: 2 });
  expect((await outbox.read(0, 100)).map(({ message }) => message)).toEqual([ticks(4), ticks(5), ticks(6)]);
});

test('messages of every weight are read in order, whatever their number', async () => {
  const outbox = new Outbox(freshName());
  const prices = Array.from({ length: 2_000 }, (_, index) => index + 1);
  const written = prices.map((price) => (price % 700 === 0 ? ticks(price, price, price) : ticks(price)));
  await outbox.write(written);
  const read: OutboxMessage[] = [];
  for (let after = 0; ;) {
    const stored = await outbox.read(after, 500);
    const last = stored.at(-1);
    if (!last) break;
    after = last.key;
    read.push(...stored.map(({ message }) => message));
  }
  expect(read).toEqual(written);
});
