import type { AuditReport } from '../server/audit-report.ts';
import type { Account } from '../tick-log/audit.ts';
import { EXIT_FAILURE } from '../user-error.ts';
import { RelayClient } from './relay-client.ts';
import { table } from './table.ts';

/** A log of 100 million ticks takes some 20 s to count. */
const AUDIT_TIMEOUT_MS = 15 * 60_000;

const COLUMNS: readonly (readonly [title: string, figure: Exclude<keyof Account, 'problems'>])[] = [
  ['received', 'received'],
  ['kept', 'kept'],
  ['duplicate', 'duplicate'],
  ['refused', 'refused'],
  ['removed', 'removed'],
  ['archived', 'archived'],
  ['waiting', 'waiting'],
  ['dead letters', 'deadLettered'],
];

const row = (name: string, account: Account): string[] => [
  name,
  ...COLUMNS.map(([, figure]) => account[figure].toLocaleString('en')),
];

const problemsOf = ({ total, pairs, deep }: AuditReport): string[] => [
  ...[...pairs, total].flatMap(({ problems }) => problems),
  ...(deep?.problems ?? []),
];

const deepText = ({ compared, skipped }: NonNullable<AuditReport['deep']>): string =>
  `Compared with Supabase: ${compared} hours of a pair; ${skipped} were left out, which one side has only in part.`;

const auditText = (report: AuditReport): string =>
  [
    table([
      ['pair', ...COLUMNS.map(([title]) => title)],
      ...report.pairs.map((account) => row(account.pair ?? '(no known pair)', account)),
      row('all', report.total),
    ]),
    '',
    ...report.notes,
    ...(report.deep ? [deepText(report.deep)] : []),
    ...problemsOf(report),
    report.balanced
      ? 'It adds up: received = kept + duplicate + refused + removed, and kept = archived + waiting + dead letters.'
      : 'It does not add up: copy the data directory before anything else, and report the sentences above.',
  ].join('\n');

/** `tick-relay audit`; the exit status is 1 where it does not add up. */
export const audit = async (
  dataDir: string,
  { json = false, deep = false }: { json?: boolean; deep?: boolean },
): Promise<void> => {
  const client = new RelayClient(dataDir);
  const report = (await client.ask(
    'GET',
    deep ? '/api/audit?deep=1' : '/api/audit',
    AUDIT_TIMEOUT_MS,
  )) as AuditReport;
  console.log(json ? JSON.stringify(report, undefined, 2) : auditText(report));
  if (!report.balanced) process.exitCode = EXIT_FAILURE;
};
