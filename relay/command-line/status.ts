import type { LinkState } from '../../shared/protocol.ts';
import type { RelayReport } from '../server/relay-report.ts';
import { EXIT_FAILURE } from '../user-error.ts';
import { RelayClient } from './relay-client.ts';

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

export const requestReport = async (client: RelayClient): Promise<RelayReport> =>
  (await client.ask('GET', '/api/status')) as RelayReport;

/** Lines of a name and what there is to it, in two columns. */
export const columns = (rows: readonly (readonly [string, string])[]): string => {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`).join('\n');
};

const deadLetterLine = ({ deadLettered }: RelayReport): [string, string][] =>
  deadLettered === 0
    ? []
    : [['Dead letters', `${deadLettered} refused by Supabase: see \`tick-relay dead-letter list\``]];

const captureLine = ({ captureStatus }: RelayReport): [string, string][] =>
  captureStatus.map(({ waiting, dropped }) => [
    'Not received yet',
    `${waiting} captured in the browser${dropped > 0 ? `, ${dropped} given up there` : ''}`,
  ]);

const statusText = (url: string, report: RelayReport): string =>
  [
    `QuFLX Tick Relay ${report.version} runs at ${url}`,
    columns([
      ['Up since', new Date(report.startedAt).toLocaleString()],
      ['Paired', report.paired === 0 ? 'no: run `tick-relay pair`' : `${report.paired} times`],
      ['Connections', `${report.connections.capture} capturing, ${report.connections.view} viewing`],
      ['Pairs', String(report.pairs)],
      ['Ticks kept', String(report.kept)],
      ...(report.log.problem === undefined ? [] : [['Tick log', report.log.problem] as const]),
      ['Waiting', `${report.archive.waiting} for Supabase, ${report.archive.archived} archived`],
      ...deadLetterLine(report),
      ...captureLine(report),
      ['Redis', redisText(report)],
      ['Supabase', supabaseText(report)],
    ]),
  ].join('\n');

const isHealthy = ({ redis, archive, log }: RelayReport): boolean =>
  log.problem === undefined && [redis, archive].every(({ state }) => state === 'off' || state === 'up');

/** `tick-relay status`; the exit status is 1 where something configured does not work. */
export const status = async (dataDir: string, json: boolean): Promise<void> => {
  const client = new RelayClient(dataDir);
  const report = await requestReport(client);
  console.log(
    json ? JSON.stringify({ url: client.url, ...report }, undefined, 2) : statusText(client.url, report),
  );
  if (!isHealthy(report)) process.exitCode = EXIT_FAILURE;
};
