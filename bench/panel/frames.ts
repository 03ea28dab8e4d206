import type { Page } from 'playwright-core';

interface FrameCounter {
  readonly times: number[];
  readonly next: (time: number) => void;
}

/** Runs in the page: notes each frame's time until the page is left. */
export const startCountingFrames = (page: Page): Promise<void> =>
  page.evaluate(() => {
    // A method: named functions are compiled with a helper that the page does not have.
    const counter: FrameCounter = {
      times: [],
      next(time) {
        counter.times.push(time);
        requestAnimationFrame(counter.next);
      },
    };
    Object.assign(globalThis, { frameCounter: counter });
    requestAnimationFrame(counter.next);
  });

const FRAME_MS = 1_000 / 60;

/** The part of a display's frames that the page missed since the counting began, 0 to 1. */
export const droppedFrames = async (page: Page): Promise<number> => {
  const times = await page.evaluate(
    () => (globalThis as unknown as { frameCounter: FrameCounter }).frameCounter.times,
  );
  let missed = 0;
  for (const [index, time] of times.entries()) {
    const before = times[index - 1];
    if (before !== undefined) missed += Math.max(0, Math.round((time - before) / FRAME_MS) - 1);
  }
  return missed / (times.length - 1 + missed);
};
