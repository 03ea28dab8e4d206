import type { LinkState } from '../../shared/protocol.ts';
import type { Stage } from '../metrics.ts';
import type { RelayReport } from '../server/relay-report.ts';
import { columns } from './columns.ts';
import { table } from './table.ts';
import { bytesText, durationText, latencyText } from './units-text.ts';

/** More do not fit on one screen; `--json` has all. */
const PAIRS_SHOWN = 12;

const STATES: Readonly<Record<LinkState, string>> = {
  off: 'not configured',
  up: 'connected',
  down: 'not reached; the relay goes on without it and keeps everything',
  paused: 'paused; the relay keeps everything',
};

/** How Redis or Supabase is, in words. */
export const linkText = ({ state, problem }: { state: LinkState; problem?: string | undefined }): string =>
  problem ?? STATES[state];

export const redisText = ({ redis }: RelayReport): string => linkText(redis);

export const supabaseText = ({ archive }: RelayReport): string => linkText(archive);

const grouped = (count: number): string => count.toLocaleString('en');

const waitingText = ({ archive, deadLettered }: RelayReport): string =>
  [
    archive.state === 'off' ? 'none: no Supabase is configured' : `${grouped(archive.waiting)} for Supabase`,
    `${grouped(archive.archived)} archived`,
    deadLettered === 0
      ? '0 dead letters'
      : `${grouped(deadLettered)} dead letters: see \`tick-relay dead-letter list\``,
  ].join(', ');

const STAGES: readonly (readonly [Stage, string])[] = [
  ['arrival', 'page to relay'],
  ['publish', 'relay to viewers'],
  ['commit', 'relay to disk and ack'],
];

const latencyTexts = ({ latency }: RelayReport): string =>
  STAGES.flatMap(([stage, name]) => {
    const times = latency[stage];
    return times ? [`${name} ${latencyText(times.p50)} / ${latencyText(times.p99)}`] : [];
  }).join(', ') || 'no tick since the start';

const captureText = ({ connections, captureStatus, lastCaptureAt, now }: RelayReport): string => {
  const waiting = captureStatus.reduce((sum, counts) => sum + counts.waiting, 0);
  const dropped = captureStatus.reduce((sum, counts) => sum + counts.dropped, 0);
  return [
    `${connections.capture} capturing`,
    ...(connections.capture === 0 && lastCaptureAt !== undefined
      ? [`the last one left ${durationText(now - lastCaptureAt)} ago`]
      : []),
    `${connections.view} viewing`,
    ...(waiting > 0 ? [`${grouped(waiting)} captured ticks wait in the browser`] : []),
    ...(dropped > 0 ? [`${grouped(dropped)} were given up there`] : []),
  ].join(', ');
};

const lastProblemText = ({ lastProblem, now }: RelayReport): string =>
  lastProblem ? `${durationText(now - lastProblem.at)} ago: ${lastProblem.sentence}` : 'none since the start';

const pairTable = ({ pairActivity, now }: RelayReport): string[] => {
  if (pairActivity.length === 0) return [];
  const rows = pairActivity
    .slice(0, PAIRS_SHOWN)
    .map(({ pair, newest, perMinute }) => [
      `  ${pair}`,
      newest === undefined ? 'none' : `${durationText(now - newest)} ago`,
      grouped(perMinute),
    ]);
  const more = pairActivity.length - rows.length;
  return [
    '',
    table([['  pair', 'last tick', 'ticks/min'], ...rows]),
    ...(more > 0 ? [`  and ${more} more: see --json`] : []),
  ];
};

/** One screen on the running relay. */
export const statusText = (url: string, report: RelayReport): string =>
  [
    `QuFLX Tick Relay ${report.version} runs at ${url}`,
    columns([
      [
        'Up since',
        `${new Date(report.startedAt).toLocaleString()} (${durationText(report.now - report.startedAt)})`,
      ],
      [
        'Extensions',
        report.paired === 0 ? 'none is paired: run `tick-relay pair`' : `${report.paired} paired`,
      ],
      ['Connections', captureText(report)],
      ['Ticks kept', `${grouped(report.kept)} of ${report.pairs} pairs`],
      ...(report.log.problem === undefined ? [] : [['Tick log', report.log.problem] as const]),
      ['Waiting', waitingText(report)],
      ['Redis', redisText(report)],
      ['Supabase', supabaseText(report)],
      [
        'Disk',
        `${bytesText(report.disk.used)} used in ${report.dataDir}, ${bytesText(report.disk.free)} free`,
      ],
      ['p50 / p99', latencyTexts(report)],
      ['Last error', lastProblemText(report)],
    ]),
    ...pairTable(report),
  ].join('\n');

/** Whether all that is configured works. */
export const isHealthy = ({ redis, archive, log }: RelayReport): boolean =>
  log.problem === undefined && [redis, archive].every(({ state }) => state === 'off' || state === 'up');
