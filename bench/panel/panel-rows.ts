import type { RedisServer } from '../../testing/redis-server.ts';
import { calmRounds, median, stolenText } from '../calm-rounds.ts';
import { inMs, inPercent, perSecond, times, type Row } from '../table.ts';
import { measureFrameWork, type FrameCase, type FrameWork } from './frame-work.ts';
import { measurePairSwitch } from './pair-switch.ts';
import { measureTickToDrawn, type DrawnTimes } from './tick-to-drawn.ts';

const WORK_OVER_BARE = 1.2;
/** Of the frames of eight charts. */
const DROPPED_OF_EIGHT = 0.02;
/** One in so many is the machine's. */
const NO_FRAME = 0.001;
const DRAWN_P50_MS = 12;
const DRAWN_P95_MS = 20;
const SWITCH_MS = 100;
const FEED = { pairs: 8, ticksPerSecond: 200 };

const CASES: readonly FrameCase[] = [1_000, 10_000].flatMap((ticksPerSecond) =>
  [1, 4, 8].map((charts) => ({ charts, ticksPerSecond })),
);
/** Each takes half a minute. */
const FRAME_ROUNDS = { wanted: 3, most: 4 };

const workText = ({ work, dropped }: FrameWork): string =>
  `${inPercent(work)} of a core, ${inPercent(dropped)} dropped`;

const droppedGoal = (charts: number): { text: string; most: number } | undefined => {
  if (charts === 1) return { text: 'no frame dropped', most: NO_FRAME };
  return charts === 8
    ? { text: `< ${inPercent(DROPPED_OF_EIGHT)} dropped`, most: DROPPED_OF_EIGHT }
    : undefined;
};

const middleOf = (works: readonly FrameWork[]): FrameWork => ({
  work: median(works.map(({ work }) => work)),
  dropped: median(works.map(({ dropped }) => dropped)),
});

const frameRow = async (of: FrameCase): Promise<Row> => {
  const rounds = await calmRounds(() => measureFrameWork(of), FRAME_ROUNDS);
  const results = rounds.map(({ result }) => result);
  const [ours, bare] = [
    middleOf(results.map((each) => each.ours)),
    middleOf(results.map((each) => each.bare)),
  ];
  // Of each round by itself: its two pages had the same neighbours.
  const ratio = median(results.map((each) => each.ours.work / each.bare.work));
  const goal = droppedGoal(of.charts);
  return {
    what: `frames, ${of.charts} ${of.charts === 1 ? 'chart' : 'charts'}, ${perSecond(of.ticksPerSecond)}`,
    ours: workText(ours),
    beside: `library alone: ${workText(bare)}`,
    ratio: times(ratio),
    stolen: stolenText(rounds),
    figure: {
      text: [`≤ ${WORK_OVER_BARE} ×`, ...(goal ? [goal.text] : [])].join(', '),
      reached: ratio <= WORK_OVER_BARE && (!goal || ours.dropped <= goal.most),
    },
  };
};

const drawnRow = async (redis: RedisServer): Promise<Row> => {
  const rounds = await calmRounds(() => measureTickToDrawn(FEED, redis));
  const middle = (from: keyof DrawnTimes, part: 'p50' | 'p95'): number =>
    median(rounds.map(({ result }) => result[from][part]));
  const [p50, p95] = [middle('fromPage', 'p50'), middle('fromPage', 'p95')];
  return {
    what: `page to drawn, ${FEED.pairs} pairs, ${perSecond(FEED.ticksPerSecond)}`,
    ours: `p50 ${inMs(p50)}, p95 ${inMs(p95)}`,
    beside: `from the panel's receipt: p50 ${inMs(middle('fromPanel', 'p50'))}, p95 ${inMs(middle('fromPanel', 'p95'))}`,
    ratio: '',
    stolen: stolenText(rounds),
    figure: {
      text: `p50 ≤ ${DRAWN_P50_MS} ms, p95 ≤ ${DRAWN_P95_MS} ms`,
      reached: p50 <= DRAWN_P50_MS && p95 <= DRAWN_P95_MS,
    },
  };
};

const switchRow = async (): Promise<Row> => {
  const { median: middle, longest } = await measurePairSwitch();
  return {
    what: 'pair switch to a full chart, cache hit',
    ours: `${inMs(middle)}, longest ${inMs(longest)}`,
    beside: '',
    ratio: '',
    figure: { text: `< ${SWITCH_MS} ms`, reached: longest < SWITCH_MS },
  };
};

/** The panel's own figures. */
export const panelRows = async (redis: RedisServer, step: (text: string) => void): Promise<Row[]> => {
  const rows: Row[] = [];
  for (const of of CASES) {
    step(`frames of ${of.charts} charts at ${of.ticksPerSecond} ticks/s`);
    rows.push(await frameRow(of));
  }
  step(`page to drawn at ${FEED.ticksPerSecond} ticks/s`);
  rows.push(await drawnRow(redis));
  step('pair switches');
  rows.push(await switchRow());
  return rows;
};
