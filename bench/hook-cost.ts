import { BUILT_EXTENSION } from '../testing/built-product.ts';
import { serveEchoPages, type EchoPages } from '../testing/echo-pages.ts';
import type { Pairwise } from '../testing/with-and-without.ts';
import { median } from './calm-rounds.ts';
import { times, type Row } from './table.ts';
import { startUndisturbedBrowser, type UndisturbedBrowser } from './undisturbed-browser.ts';

/** A page that is alone in its process may read the clock in steps of 5 µs, any other in steps of 100. */
const ISOLATED = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};
const ROUNDS = 9;
const MICROSECONDS = 1_000;
const SMALL_GOAL_US = 5;
const LARGE_GOAL_MS = 1;

interface FrameKind {
  readonly what: string;
  /** Characters at least. */
  readonly size: number;
  readonly count: number;
  readonly isBinary: boolean;
  /** Between one frame and the next. */
  readonly pauseMs?: number;
}

/** One right behind the other. */
const TICK: FrameKind = { what: 'a tick', size: 0, count: 1_500, isBinary: false };
/**
 * At the pace of the busiest page, 200 a second. Most of what that adds is not the hook's: meanwhile the extension's other
 * processes have had the processor's caches. With everything but the message to them it is about 1 µs.
 */
const PACED_TICK: FrameKind = { ...TICK, what: 'a tick, each 5 ms', count: 500, pauseMs: 5 };
/** As only a history is. */
const LARGE: FrameKind = { what: '1 MB of text', size: 1_000_000, count: 100, isBinary: false };
/** Its bytes are copied before the page can give them away. */
const LARGE_BUFFER: FrameKind = { what: '1 MB of bytes', size: 1_000_000, count: 100, isBinary: true };

/**
 * Runs in the page: has a frame come again and again, and answers how long after the browser had it, ms, the page's
 * own handler began; what listens before it is in that time.
 */
const measureFrames = async (
  { size, count, isBinary, pauseMs }: FrameKind,
  isHooked: boolean,
): Promise<number[]> => {
  if (!crossOriginIsolated) throw new Error('The clock is too coarse.');
  // In another frame's words of it the hook has no name.
  const frame = document.body.appendChild(document.createElement('iframe'));
  const { Function: OtherFunction } = frame.contentWindow as Window & typeof globalThis;
  const hasHook = OtherFunction.prototype.toString.call(WebSocket) === 'function () { [native code] }';
  frame.remove();
  if (hasHook !== isHooked) throw new Error(`The hook is ${hasHook ? '' : 'not '}in the page.`);
  const socket = new WebSocket(location.href.replace('http', 'ws'));
  if (isBinary) socket.binaryType = 'arraybuffer';
  await new Promise((resolve) => (socket.onopen = resolve));
  const waits: number[] = [];
  const pad = 'x'.repeat(size);
  for (let frame = 0; frame < count; frame += 1) {
    const time = Date.now() / 1_000 + 7_200;
    const ticks = JSON.stringify(['updateStream', [['EURUSD_otc', time, 1 + frame / 1e5]], pad]);
    const came = new Promise<number>((resolve) => {
      socket.onmessage = ({ timeStamp }) => resolve(performance.now() - timeStamp);
    });
    socket.send(isBinary ? new TextEncoder().encode(`42${ticks}`) : `42${ticks}`);
    waits.push(await came);
    if (pauseMs) await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  socket.close();
  // The first are compiled meanwhile.
  return waits.slice(count / 10);
};

interface Cost {
  readonly median: number;
  readonly longest: number;
}

/** The mean of the middle half is the median of times that the clock tells in coarse steps. */
const costOf = (waits: readonly number[]): Cost => {
  const sorted = [...waits].sort((a, b) => a - b);
  const middle = sorted.slice(sorted.length / 4, (sorted.length * 3) / 4);
  return {
    median: middle.reduce((sum, wait) => sum + wait, 0) / middle.length,
    longest: sorted.at(-1) ?? Number.NaN,
  };
};

const post = (answer: string): void => void fetch('/', { method: 'POST', body: answer });

/** A page that measures by itself and posts the waits, or why there are none. */
const pageThatMeasures = (kind: FrameKind, isHooked: boolean): string =>
  `<!doctype html><title>Frames</title><body><script>(${measureFrames.toString()})(${JSON.stringify(kind)}, ${isHooked})
    .then(JSON.stringify, String).then(${post.toString()})</script>`;

/** Nothing is attached to the page: a debugger is told of every frame, with all its bytes, just while it is handled. */
const measureIn = async (browser: UndisturbedBrowser, pages: EchoPages, url: string): Promise<Cost> => {
  const posted = pages.nextPosted();
  const close = await browser.open(url);
  const answer = await posted;
  await close();
  if (!answer.startsWith('[')) throw new Error(answer);
  return costOf(JSON.parse(answer) as number[]);
};

const measure = async (
  browsers: Pairwise<UndisturbedBrowser>,
  pages: EchoPages,
  kind: FrameKind,
): Promise<Costs> => {
  const url = {
    with: pages.add(pageThatMeasures(kind, true)),
    without: pages.add(pageThatMeasures(kind, false)),
  };
  const rounds: Costs[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.push({
      with: await measureIn(browsers.with, pages, url.with),
      without: await measureIn(browsers.without, pages, url.without),
    });
  }
  const middle = (side: 'with' | 'without', part: keyof Cost): number =>
    median(rounds.map((round) => round[side][part]));
  return {
    with: { median: middle('with', 'median'), longest: middle('with', 'longest') },
    without: { median: middle('without', 'median'), longest: middle('without', 'longest') },
  };
};

const inUs = (ms: number): string => `${(ms * MICROSECONDS).toFixed(1)} µs`;

type Costs = Pairwise<Cost>;
type Figure = NonNullable<Row['figure']>;

const smallFigure = (cost: Costs): Figure => ({
  text: `≤ ${SMALL_GOAL_US} µs more`,
  reached: (cost.with.median - cost.without.median) * MICROSECONDS <= SMALL_GOAL_US,
});

/** Against the median: a long one without the extension is the machine's doing. */
const largeFigure = (cost: Costs): Figure => ({
  text: `≤ ${LARGE_GOAL_MS} ms more, the longest`,
  reached: cost.with.longest - cost.without.median <= LARGE_GOAL_MS,
});

const figureOf = (kind: FrameKind, cost: Costs): Figure | undefined => {
  if (kind.size > 0) return largeFigure(cost);
  return kind.pauseMs === undefined ? smallFigure(cost) : undefined;
};

const row = (kind: FrameKind, cost: Costs): Row => {
  const figure = figureOf(kind, cost);
  return {
    what: `the page's handler waits, frame of ${kind.what}`,
    ours: `median ${inUs(cost.with.median)}, longest ${inUs(cost.with.longest)}`,
    beside: `without: median ${inUs(cost.without.median)}, longest ${inUs(cost.without.longest)}`,
    ratio: times(cost.with.median / cost.without.median),
    ...(figure && { figure }),
  };
};

/** What the extension adds to the time until a page's own handler has a frame; two browsers, by turns. */
export const hookRows = async (step: (text: string) => void): Promise<Row[]> => {
  const pages = await serveEchoPages(ISOLATED);
  const browsers = {
    with: await startUndisturbedBrowser(BUILT_EXTENSION),
    without: await startUndisturbedBrowser(),
  };
  try {
    // Waits for the extension's worker: with the worker it is there.
    await browsers.with.attached(() => Promise.resolve());
    const rows: Row[] = [];
    for (const kind of [TICK, PACED_TICK, LARGE, LARGE_BUFFER]) {
      step(`the page’s own handler, frames of ${kind.what}`);
      const cost = await measure(browsers, pages, kind);
      rows.push(row(kind, cost));
    }
    return rows;
  } finally {
    await browsers.with.stop();
    await browsers.without.stop();
    await pages.stop();
  }
};
