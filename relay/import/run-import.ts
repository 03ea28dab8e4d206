import { accessSync, constants } from 'node:fs';
import type { Milliseconds } from '../../shared/units.ts';
import type { FileFormat } from '../file-format.ts';
import { UserError } from '../user-error.ts';
import { areCandles, findColumns, type Columns } from './columns.ts';
import type { ImportTarget } from './import-target.ts';
import { readCsv } from './read-csv.ts';
import { readNdjson } from './read-ndjson.ts';
import { readParquet } from './read-parquet.ts';
import { rowReader, type RowDefaults } from './read-row.ts';
import { Refusals } from './refusals.ts';
import { Sender } from './sender.ts';
import { STDIN, type Source } from './source.ts';

export interface ImportOptions extends RowDefaults {
  readonly file: string;
  readonly format: FileFormat;
  /** The names of the columns, where the file does not have them. */
  readonly columns?: readonly string[] | undefined;
  /** `part` of the file, 0 to 1, and how many rows. */
  readonly onProgress: (part: number, rows: number) => void;
}

/** What became of a file's rows. */
export interface ImportReport {
  /** New ticks. */
  readonly ticks: number;
  /** Ticks that were kept already. */
  readonly duplicates: number;
  readonly candles: number;
  readonly refusals: Refusals;
  /** The oldest tick's time. */
  readonly oldest?: Milliseconds | undefined;
}

const openSource = ({ file, format, columns }: ImportOptions): Promise<Source> => {
  if (format === 'parquet') return readParquet(file);
  return format === 'ndjson' ? readNdjson(file) : readCsv(file, columns);
};

const assertReadable = (file: string): void => {
  try {
    if (file !== STDIN) accessSync(file, constants.R_OK);
  } catch (error) {
    throw new UserError(`The file ${file} cannot be read: check its name and its rights.`, { cause: error });
  }
};

/** Every row would be refused, and each with the same reason. */
const assertNamed = (columns: Columns, { file, pair, timeframe }: ImportOptions): void => {
  if (columns.pair === undefined && pair === undefined)
    throw new UserError(`${file} does not say of which pair it is: add --pair, such as --pair EURUSD_otc.`);
  if (areCandles(columns) && columns.timeframe === undefined && timeframe === undefined)
    throw new UserError(`${file} does not say how long its candles are: add --timeframe, such as 1m.`);
};

/**
 * Reads a file and hands its rows to the target. A row that is refused keeps no other from being kept.
 * @throws UserError where the file as a whole cannot be read, or something could not be kept; running it again is safe.
 */
export const runImport = async (options: ImportOptions, target: ImportTarget): Promise<ImportReport> => {
  const { file, onProgress } = options;
  assertReadable(file);
  const source = await openSource(options);
  const columns = findColumns(source.columns, file);
  assertNamed(columns, options);
  const read = rowReader(columns, options);
  const sender = new Sender(target);
  const refusals = new Refusals();
  let rows = 0;
  let oldest: Milliseconds | undefined;
  for await (const page of source.pages) {
    for (const { line, cells } of page.rows) {
      const row = read(cells);
      if (typeof row === 'string') refusals.add(file, line, row);
      else if ('candle' in row) await sender.addCandle(row);
      else {
        sender.addTick(row);
        if (oldest === undefined || row.timestamp < oldest) oldest = row.timestamp;
      }
      if (sender.isFull) await sender.flush();
    }
    rows += page.rows.length;
    onProgress(page.part, rows);
  }
  await sender.end();
  return { ...sender.kept, refusals, oldest };
};
