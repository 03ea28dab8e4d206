import { expect, test, vi } from 'vitest';
import { milliseconds } from '../../shared/units.ts';
import { pocketOption } from '../brokers/pocket-option/pocket-option.ts';
import type { BrokerEvent } from '../brokers/broker.ts';
import { LARGE_FRAME, SocketReader } from './socket-reader.ts';

const NOW = milliseconds(Date.UTC(2025, 7, 31, 20));
const row = (price: number): unknown[] => [['EURUSD_otc', NOW / 1000 + 7_200, price]];
const HEADER = '451-["updateStream",{"_placeholder":true,"num":0}]';

const setUp = () => {
  const prices: number[] = [];
  const frames: number[] = [];
  const onFrame = (events: readonly BrokerEvent[], receivedAt: number): void => {
    frames.push(receivedAt - NOW);
    for (const event of events) {
      if (event.type === 'ticks') prices.push(...event.ticks.map(({ price }) => price));
    }
  };
  const onClosed = (): void => void prices.push(0);
  return { prices, frames, reader: new SocketReader(pocketOption.createDecoder(), { onFrame, onClosed }) };
};

test('text and array buffers are decoded in the turn they come in', () => {
  const { prices, reader } = setUp();
  reader.accept(HEADER, NOW);
  reader.accept(new TextEncoder().encode(JSON.stringify(row(1))).buffer, NOW);
  reader.accept(`42${JSON.stringify(['updateStream', row(2)])}`, NOW);
  expect(prices).toEqual([1, 2]);
});

test('frames after a Blob wait for it', async () => {
  const { prices, reader } = setUp();
  reader.accept(HEADER, NOW);
  reader.accept(new Blob([JSON.stringify(row(1))]), NOW);
  reader.accept(HEADER, NOW);
  reader.accept(new Blob([JSON.stringify(row(2))]), NOW);
  reader.accept(`42${JSON.stringify(['updateStream', row(3)])}`, NOW);
  expect(prices).toEqual([]);
  await vi.waitFor(() => expect(prices).toEqual([1, 2, 3]));
  reader.accept(`42${JSON.stringify(['updateStream', row(4)])}`, NOW);
  await vi.waitFor(() => expect(prices).toEqual([1, 2, 3, 4]));
});

test('a Blob that cannot be read is passed over', async () => {
  const { prices, reader } = setUp();
  const broken = new Blob(['x']);
  vi.spyOn(broken, 'arrayBuffer').mockRejectedValue(new DOMException('gone', 'NotReadableError'));
  reader.accept(broken, NOW);
  reader.accept(`42${JSON.stringify(['updateStream', row(1)])}`, NOW);
  await vi.waitFor(() => expect(prices).toEqual([1]));
});

test('every frame is told, those that say nothing too', () => {
  const { frames, reader } = setUp();
  reader.accept('2', NOW);
  reader.accept(HEADER, milliseconds(NOW + 1));
  expect(frames).toEqual([0, 1]);
});

test('the end of the socket is told after the Blobs before it', async () => {
  const { prices, reader } = setUp();
  reader.accept(HEADER, NOW);
  reader.accept(new Blob([JSON.stringify(row(1))]), NOW);
  reader.accept(undefined, NOW);
  await vi.waitFor(() => expect(prices).toEqual([1, 0]));
});

const large = (price: number): string =>
  `42${JSON.stringify(['updateStream', row(price)])}${' '.repeat(LARGE_FRAME)}`;

test('a large frame waits until the page has had it, and those after it wait their turn', async () => {
  const { prices, reader } = setUp();
  reader.accept(large(1), NOW);
  reader.accept(`42${JSON.stringify(['updateStream', row(2)])}`, NOW);
  reader.accept(large(3), NOW);
  reader.accept(undefined, NOW);
  // What the page does in the same task and its microtasks comes before.
  await Promise.resolve();
  expect(prices).toEqual([]);
  await vi.waitFor(() => expect(prices).toEqual([1, 2, 3, 0]));
});

test('what waits is decoded once, and at once, when the page goes away', async () => {
  const { prices, reader } = setUp();
  reader.accept(large(1), NOW);
  reader.accept(`42${JSON.stringify(['updateStream', row(2)])}`, NOW);
  reader.flush();
  expect(prices).toEqual([1, 2]);
  reader.accept(large(3), NOW);
  await vi.waitFor(() => expect(prices).toEqual([1, 2, 3]));
});
