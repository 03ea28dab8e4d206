import type { Pair } from '../../shared/pair.ts';
import type { Timeframe } from '../../shared/timeframe.ts';
import { milliseconds, type Milliseconds } from '../../shared/units.ts';
import type { FileFormat } from '../file-format.ts';
import { ReadOnlyLog } from '../tick-log/read-only-log.ts';
import { UserError } from '../user-error.ts';
import { ENCODERS } from './encode.ts';
import { exportPages, type OnProgress } from './export-pages.ts';
import { CANDLE_TABLE, TICK_TABLE } from './table.ts';
import { writeToFile, writeToStdout } from './write-chunks.ts';

export interface ExportOptions {
  readonly dataDir: string;
  /** All where it is not given. */
  readonly pairs?: readonly Pair[] | undefined;
  /** Ticks where it is not given. */
  readonly timeframe?: Timeframe | undefined;
  /** Inclusive. */
  readonly from?: Milliseconds | undefined;
  /** Exclusive. */
  readonly to?: Milliseconds | undefined;
  readonly format: FileFormat;
  /** stdout where it is not given. */
  readonly output?: string | undefined;
  readonly onProgress: OnProgress;
  readonly signal: AbortSignal;
}

const pairsOf = (log: ReadOnlyLog, asked: readonly Pair[] | undefined): readonly Pair[] => {
  const known = log.pairs;
  const unknown = asked?.find((pair) => !known.includes(pair));
  if (unknown === undefined) return asked ?? known;
  const some = known.slice(0, 5).join(', ');
  throw new UserError(
    `The tick log has no pair ${unknown}: ${known.length === 0 ? 'it is empty' : `it has ${some}${known.length > 5 ? ', …' : ''}`}; see --pair.`,
  );
};

/**
 * Writes what the tick log has to a file or to stdout, beside a relay that runs or without one.
 * @returns how many rows.
 * @throws UserError where there is no log, no such pair, or the file cannot be written.
 */
export const runExport = async (options: ExportOptions): Promise<number> => {
  const { timeframe, from = 0, to = Number.MAX_SAFE_INTEGER, format, output, signal } = options;
  const log = new ReadOnlyLog(options.dataDir);
  try {
    let rows = 0;
    const query = {
      pairs: pairsOf(log, options.pairs),
      timeframe,
      from: milliseconds(from),
      to: milliseconds(to),
      now: milliseconds(Date.now()),
    };
    const pages = exportPages(log, query, (part, count) => {
      rows = count;
      options.onProgress(part, count);
    });
    const chunks = ENCODERS[format](timeframe ? CANDLE_TABLE : TICK_TABLE, pages);
    await (output === undefined ? writeToStdout(chunks, signal) : writeToFile(output, chunks, signal));
    return rows;
  } finally {
    log.close();
  }
};
