import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { MAX_SHOWN_LENGTH, type InspectedFrames } from '../contracts/site-messages.ts';
import { FrameInspection } from './frame-inspection.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const openPort = () => {
  const messages: InspectedFrames[] = [];
  const ends: (() => void)[] = [];
  return {
    messages,
    close: () => ends.forEach((end) => end()),
    port: {
      postMessage: (message: InspectedFrames) => void messages.push(message),
      onDisconnect: { addListener: (listener: () => void) => void ends.push(listener) },
    },
  };
};

test('shows frames several at a time, in their order, with a Blob among them', async () => {
  const inspection = new FrameInspection();
  const { port, messages } = openPort();
  inspection.add(port);
  inspection.accept([1, 'a', 10]);
  inspection.accept([2, new Blob(['b']), 11]);
  inspection.accept([2, new TextEncoder().encode('c').buffer, 12]);
  await vi.advanceTimersByTimeAsync(300);
  await vi.waitFor(() => expect(messages.flatMap(({ frames }) => frames)).toHaveLength(3));
  const shown = messages.flatMap(({ frames }) => frames);
  expect(shown.map(({ text, isBinary, receivedAt }) => [text, isBinary, receivedAt])).toEqual([
    ['a', false, 10],
    ['b', true, 11],
    ['c', true, 12],
  ]);
  expect(shown[0]?.socket).not.toBe(shown[1]?.socket);
  expect(shown[1]?.socket).toBe(shown[2]?.socket);
});

test('a long frame is cut, bytes that are no text are only counted, and the end of a socket is nothing', async () => {
  const inspection = new FrameInspection();
  const { port, messages } = openPort();
  inspection.add(port);
  inspection.accept([1, 'x'.repeat(MAX_SHOWN_LENGTH + 5), 10]);
  inspection.accept([1, new Uint8Array([0xff, 0xfe]).buffer, 11]);
  inspection.accept([1, undefined, 12]);
  await vi.advanceTimersByTimeAsync(300);
  const [long, bytes, ...others] = messages.flatMap(({ frames }) => frames);
  expect(long).toMatchObject({ length: MAX_SHOWN_LENGTH + 5 });
  expect(long?.text).toHaveLength(MAX_SHOWN_LENGTH);
  expect(bytes).toMatchObject({ text: undefined, length: 2, isBinary: true });
  expect(others).toEqual([]);
});

test('a page that receives more than can be read is shown in part, and says so', async () => {
  const inspection = new FrameInspection();
  const { port, messages } = openPort();
  inspection.add(port);
  for (let count = 0; count < 1_000; count += 1) inspection.accept([1, 'x', count]);
  await vi.advanceTimersByTimeAsync(300);
  expect(messages).toHaveLength(1);
  expect(messages[0]?.frames).toHaveLength(50);
  expect(messages[0]?.skipped).toBe(950);
});

test('without an inspector, or after it has gone, nothing is kept or sent', async () => {
  const inspection = new FrameInspection();
  const { port, messages, close } = openPort();
  inspection.accept([1, 'before', 1]);
  inspection.add(port);
  close();
  inspection.accept([1, 'after', 2]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(messages).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});
