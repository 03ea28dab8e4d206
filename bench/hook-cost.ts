import { quantile } from '../shared/quantile.ts';
import { startTwoBrowsers, type TwoBrowsers } from '../testing/with-and-without.ts';
import { median } from './calm-rounds.ts';
import { times, type Row } from './table.ts';

/** A page that is alone in its process may read the clock in steps of 5 µs, any other in steps of 100. */
const ISOLATED = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};
const ROUNDS = 3;
const MICROSECONDS = 1_000;
const SMALL_GOAL_US = 5;
const LARGE_GOAL_MS = 1;

interface FrameKind {
  readonly what: string;
  /** Characters at least. */
  readonly size: number;
  readonly count: number;
  /** Frames whose mean is one value: of a short time the clock tells too little. */
  readonly together: number;
}

const TICK: FrameKind = { what: 'a tick', size: 0, count: 1_500, together: 50 };
/** As only a history is; the page gets it before it is read. */
const LARGE: FrameKind = { what: '1 MB', size: 1_000_000, count: 40, together: 1 };

/**
 * Runs in the page: has a frame come again and again, and answers how long after the browser had it, ms, the page's
 * own handler began; what listens before it is in that time.
 */
const measureFrames = async ({ size, count }: FrameKind): Promise<number[]> => {
  const socket = new WebSocket(location.href.replace('http', 'ws'));
  await new Promise((resolve) => (socket.onopen = resolve));
  const waits: number[] = [];
  const pad = 'x'.repeat(size);
  for (let frame = 0; frame < count; frame += 1) {
    const time = Date.now() / 1_000 + 7_200;
    const ticks = JSON.stringify(['updateStream', [['EURUSD_otc', time, 1 + frame / 1e5]], pad]);
    const came = new Promise<number>((resolve) => {
      socket.onmessage = ({ timeStamp }) => resolve(performance.now() - timeStamp);
    });
    socket.send(`42${ticks}`);
    waits.push(await came);
  }
  socket.close();
  // The first are compiled meanwhile.
  return waits.slice(count / 10);
};

interface Cost {
  readonly median: number;
  readonly longest: number;
}

const costOf = (waits: readonly number[], together: number): Cost => {
  const means: number[] = [];
  for (let from = 0; from + together <= waits.length; from += together) {
    means.push(waits.slice(from, from + together).reduce((sum, wait) => sum + wait, 0) / together);
  }
  return { median: quantile(means, 0.5), longest: Math.max(...means) };
};

const measure = async (browsers: TwoBrowsers, kind: FrameKind): Promise<{ with: Cost; without: Cost }> => {
  const rounds: { with: Cost; without: Cost }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const waits = await browsers.inBoth(async (page) => {
      await page.goto(browsers.pages.url);
      if (!(await page.evaluate(() => crossOriginIsolated))) throw new Error('The clock is too coarse.');
      return page.evaluate(measureFrames, kind);
    });
    rounds.push({ with: costOf(waits.with, kind.together), without: costOf(waits.without, kind.together) });
  }
  const middle = (side: 'with' | 'without', part: keyof Cost): number =>
    median(rounds.map((round) => round[side][part]));
  return {
    with: { median: middle('with', 'median'), longest: middle('with', 'longest') },
    without: { median: middle('without', 'median'), longest: middle('without', 'longest') },
  };
};

const inUs = (ms: number): string => `${(ms * MICROSECONDS).toFixed(1)} µs`;

const row = (
  { what }: FrameKind,
  cost: { with: Cost; without: Cost },
  figure: NonNullable<Row['figure']>,
): Row => ({
  what: `the page's handler waits, frame of ${what}`,
  ours: `median ${inUs(cost.with.median)}, longest ${inUs(cost.with.longest)}`,
  beside: `without: median ${inUs(cost.without.median)}, longest ${inUs(cost.without.longest)}`,
  ratio: times(cost.with.median / cost.without.median),
  figure,
});

/** What the extension adds to the time until a page's own handler has a frame; two browsers, by turns. */
export const hookRows = async (step: (text: string) => void): Promise<Row[]> => {
  const browsers = await startTwoBrowsers({ headers: ISOLATED });
  try {
    step('the page’s own handler, frames of a tick');
    const tick = await measure(browsers, TICK);
    const added = (tick.with.median - tick.without.median) * MICROSECONDS;
    step('the page’s own handler, frames of 1 MB');
    const large = await measure(browsers, LARGE);
    // Against the median: a long one without the extension is the machine's doing.
    const longest = large.with.longest - large.without.median;
    return [
      row(TICK, tick, { text: `≤ ${SMALL_GOAL_US} µs more`, reached: added <= SMALL_GOAL_US }),
      row(LARGE, large, {
        text: `≤ ${LARGE_GOAL_MS} ms more, the longest`,
        reached: longest <= LARGE_GOAL_MS,
      }),
    ];
  } finally {
    await browsers.stop();
  }
};
