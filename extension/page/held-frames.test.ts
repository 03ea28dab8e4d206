import { expect, test } from 'vitest';
import type { ObservedFrame } from './handover.ts';
import { HeldFrames } from './held-frames.ts';

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const frame = (data: ObservedFrame[1], at = 0): ObservedFrame => [1, data, at];

test('gives what was held, then what comes, until that is ended', async () => {
  const frames = new HeldFrames();
  frames.accept(frame('a'));
  frames.accept(frame('b'));
  const seen: unknown[] = [];
  const stop = frames.listen(([, data]) => seen.push(data));
  // Whoever listens may end it before it hears anything.
  expect(seen).toEqual([]);
  await turn();
  frames.accept(frame('c'));
  expect(seen).toEqual(['a', 'b', 'c']);
  stop();
  frames.accept(frame('d'));
  await turn();
  expect(seen).toEqual(['a', 'b', 'c']);
});

test('a listener that takes the place of another hears only what comes', async () => {
  const frames = new HeldFrames();
  frames.accept(frame('a'));
  const stop = frames.listen(() => undefined);
  await turn();
  stop();
  const seen: unknown[] = [];
  frames.listen(([, data]) => seen.push(data));
  // The one before has ended already.
  stop();
  frames.accept(frame('b'));
  await turn();
  expect(seen).toEqual(['b']);
});

test.each([
  ['many', Array.from({ length: 5_000 }, (_, at) => frame('x', at)), 2_000],
  ['long', Array.from({ length: 20 }, (_, at) => frame(new ArrayBuffer(1_000_000), at)), 8],
])('of too %s frames the oldest give way', async (_, given, kept) => {
  const frames = new HeldFrames();
  for (const one of given) frames.accept(one);
  const seen: number[] = [];
  frames.listen(([, , at]) => seen.push(at));
  await turn();
  expect(seen).toEqual(given.slice(-kept).map(([, , at]) => at));
});

test('once nobody listens nothing is held', async () => {
  const frames = new HeldFrames();
  frames.accept(frame('a'));
  frames.drop();
  frames.accept(frame('b'));
  const seen: unknown[] = [];
  frames.listen(([, data]) => seen.push(data));
  await turn();
  frames.accept(frame('c'));
  expect(seen).toEqual(['c']);
});
