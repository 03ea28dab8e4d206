import { type Command, Option } from 'commander';
import type { Pair } from '../../shared/pair.ts';
import { TIMEFRAMES, type Timeframe } from '../../shared/timeframe.ts';
import type { Milliseconds } from '../../shared/units.ts';
import { FILE_FORMATS, formatOfFile, type FileFormat } from '../file-format.ts';
import { EXIT_USAGE, UserError } from '../user-error.ts';
import { instantArgument, pairsArgument } from './arguments.ts';
import { showProgress } from './progress.ts';
import { untilSignal } from './until-signal.ts';

interface Flags {
  readonly pair?: readonly Pair[];
  readonly from?: Milliseconds;
  readonly to?: Milliseconds;
  readonly timeframe?: Timeframe;
  readonly format?: FileFormat;
  readonly output?: string;
}

const formatOf = ({ format, output }: Flags): FileFormat => {
  const chosen = format ?? (output === undefined ? 'csv' : formatOfFile(output));
  if (chosen === undefined)
    throw new UserError(
      `The ending of ${output ?? ''} names no format: add --format with one of ${FILE_FORMATS.join(', ')}.`,
      { exitStatus: EXIT_USAGE },
    );
  if (chosen === 'parquet' && output === undefined)
    throw new UserError('Parquet is no text for a terminal or a pipe: name a file with --output.', {
      exitStatus: EXIT_USAGE,
    });
  return chosen;
};

const exportLog = async (dataDir: string, flags: Flags): Promise<void> => {
  const format = formatOf(flags);
  const { timeframe, output, pair: pairs, from, to } = flags;
  const { runExport } = await import('../export/run-export.ts');
  const what = timeframe ? 'candles' : 'ticks';
  const progress = await showProgress(what);
  const { update: onProgress } = progress;
  try {
    const rows = await untilSignal((signal) =>
      runExport({ ...{ dataDir, pairs, timeframe, from, to, format, output, signal }, onProgress }),
    );
    progress.stop();
    if (output !== undefined) console.error(`${rows.toLocaleString('en')} ${what} written to ${output}.`);
  } finally {
    progress.stop();
  }
};

/** `tick-relay export` */
export const addExport = (command: Command, dataDirOf: (command: Command) => string): void => {
  command
    .description('write ticks or candles to a file or to stdout, as CSV, NDJSON or Parquet')
    .option('--pair <pair>', 'only this pair; may be given several times (default: all)', pairsArgument)
    .option('--from <time>', 'from this time on, ISO 8601 or UTC ms', instantArgument)
    .option('--to <time>', 'up to this time, which is not included', instantArgument)
    .addOption(new Option('--timeframe <timeframe>', 'candles instead of ticks').choices(TIMEFRAMES))
    .addOption(
      new Option('--format <format>', "what to write (default: by the file's ending, CSV to stdout)").choices(
        FILE_FORMATS,
      ),
    )
    .option('--output <file>', 'the file to write (default: stdout)')
    .action(async (flags: Flags, self: Command) => exportLog(dataDirOf(self), flags));
};
