import { afterEach, expect, test, vi } from 'vitest';
import { MemoryHotStore } from '../hot-store/memory-hot-store.ts';
import { Replays } from './replays.ts';

afterEach(() => vi.useRealTimers());

test('a replay of which nothing is heard ends; one that is silent for a while does not', async () => {
  vi.useFakeTimers();
  const hotStore = new MemoryHotStore();
  const onChange = vi.fn();
  const replays = new Replays({ hotStore, onChange, silenceMs: 1_000 });
  const id = replays.start('EURUSD_otc', 'EURUSD_otc@replay');
  await replays.play(id, [[1.1, 1]]);
  vi.advanceTimersByTime(900);
  expect(await replays.play(id, [])).toBe(true);
  vi.advanceTimersByTime(900);
  expect(hotStore.newest('EURUSD_otc@replay', 5)).toHaveLength(1);
  vi.advanceTimersByTime(200);
  expect(hotStore.newest('EURUSD_otc@replay', 5)).toEqual([]);
  expect(onChange).toHaveBeenCalledTimes(2);
  expect(await replays.play(id, [[1.1, 2]])).toBe(false);
});
