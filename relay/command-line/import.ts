import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Pair } from '../../shared/pair.ts';
import { TIMEFRAMES, type Timeframe } from '../../shared/timeframe.ts';
import { milliseconds, type Milliseconds } from '../../shared/units.ts';
import type { Config } from '../config/config.ts';
import { OPTIONS } from '../config/options.ts';
import { FILE_FORMATS, formatOfFile, type FileFormat } from '../file-format.ts';
import { relayTarget, type ImportTarget } from '../import/import-target.ts';
import type { ImportReport } from '../import/run-import.ts';
import { parseUtcOffset } from '../parse-instant.ts';
import { readRelayFile } from '../relay-file.ts';
import { EXIT_FAILURE, EXIT_USAGE, UserError } from '../user-error.ts';
import { pairArgument } from './arguments.ts';
import { showProgress } from './progress.ts';
import { RelayClient } from './relay-client.ts';

/** A batch waits behind the log's commits of live ticks; a disk that is busy takes seconds. */
const KEEP_TIMEOUT_MS = 60_000;
const DAY_MS = 86_400_000;

interface Flags {
  readonly pair?: Pair;
  readonly timeframe?: Timeframe;
  readonly format?: FileFormat;
  readonly columns?: readonly string[];
  readonly utcOffset?: Milliseconds;
  readonly skipBad?: boolean;
}

const offsetArgument = (text: string): Milliseconds => {
  const offset = parseUtcOffset(text);
  if (offset !== undefined) return offset;
  throw new InvalidArgumentError('It takes the distance from UTC, such as +02:00.');
};

const columnsArgument = (text: string): string[] => text.split(',').map((name) => name.trim());

const formatOf = (file: string, { format }: Flags): FileFormat => {
  const chosen = format ?? formatOfFile(file);
  if (chosen !== undefined) return chosen;
  throw new UserError(
    `The ending of ${file} names no format: add --format with one of ${FILE_FORMATS.join(', ')}.`,
    { exitStatus: EXIT_USAGE },
  );
};

/** The relay that runs, or else the log itself. A relay that is there and does not answer keeps the log locked. */
const openTarget = async (dataDir: string): Promise<ImportTarget> => {
  if (readRelayFile(dataDir)) {
    const client = new RelayClient(dataDir);
    const isUp = await client.ask('GET', '/api/status').then(
      () => true,
      () => false,
    );
    if (isUp) return relayTarget((route, body) => client.ask('POST', route, KEEP_TIMEOUT_MS, body));
  }
  const { openLogTarget } = await import('../import/log-target.ts');
  return openLogTarget(dataDir, (sentence) => console.error(sentence));
};

const count = (number: number): string => number.toLocaleString('en');

const summary = ({ ticks, duplicates, candles, refusals }: ImportReport): string =>
  [
    `${count(ticks)} new ticks, ${count(duplicates)} known already, ${count(candles)} candles`,
    `${count(refusals.total)} rows refused.`,
  ].join(', ');

const retentionNote = ({ oldest }: ImportReport, { logRetentionDays }: Config): string[] => {
  if (oldest === undefined || oldest >= Date.now() - logRetentionDays * DAY_MS) return [];
  return [
    `Ticks older than ${logRetentionDays} days leave the tick log within the hour and only their 1-minute candles stay ` +
      `(with Supabase once they are archived): to keep them, start the relay with a larger ${OPTIONS.logRetentionDays.name}.`,
  ];
};

const importFile = async (target: ImportTarget, file: string, flags: Flags): Promise<ImportReport> => {
  const { runImport } = await import('../import/run-import.ts');
  const { pair, timeframe, columns, utcOffset = milliseconds(0) } = flags;
  const format = formatOf(file, flags);
  const progress = await showProgress('rows');
  const { update: onProgress } = progress;
  const now = milliseconds(Date.now());
  try {
    return await runImport(
      { ...{ file, format, columns, pair, timeframe, utcOffset, now }, onProgress },
      target,
    );
  } finally {
    progress.stop();
  }
};

const importFiles = async (config: Config, files: readonly string[], flags: Flags): Promise<void> => {
  for (const file of files) formatOf(file, flags);
  const target = await openTarget(config.dataDir);
  try {
    for (const file of files) {
      const report = await importFile(target, file, flags);
      for (const line of report.refusals.lines()) console.error(line);
      console.log(`${file}: ${summary(report)}`);
      for (const note of retentionNote(report, config)) console.error(note);
      if (report.refusals.total > 0 && !flags.skipBad) process.exitCode = EXIT_FAILURE;
    }
  } finally {
    await target.close();
  }
};

/** `tick-relay import`; the exit status is 1 where a row was refused, unless it was said that this may be. */
export const addImport = (command: Command, configOf: (command: Command) => Config): void => {
  command
    .description('keep the ticks or candles of files; a row that is refused keeps no other from being kept')
    .argument('<file...>', 'CSV, NDJSON or Parquet; - is stdin')
    .option('--pair <pair>', 'the pair, where a file does not name it', pairArgument)
    .addOption(
      new Option('--timeframe <timeframe>', 'how long its candles are, where a file does not say').choices(
        TIMEFRAMES,
      ),
    )
    .option(
      '--columns <names>',
      'the columns of a file without their names, such as date,time,open,high,low,close,volume',
      columnsArgument,
    )
    .option(
      '--utc-offset <offset>',
      'the zone of times that do not name theirs, such as +02:00 (default: UTC)',
      offsetArgument,
    )
    .addOption(
      new Option('--format <format>', "what the files are (default: by each file's ending)").choices(
        FILE_FORMATS,
      ),
    )
    .option('--skip-bad', 'end with 0 though rows were refused')
    .action(async (files: readonly string[], flags: Flags, self: Command) =>
      importFiles(configOf(self), files, flags),
    );
};
