import type { FileFormat } from '../file-format.ts';
import { encodeCsv } from './encode-csv.ts';
import { encodeNdjson } from './encode-ndjson.ts';
import { encodeParquet } from './encode-parquet.ts';
import type { Page, Table } from './table.ts';

/** Makes a file's bytes of its pages, as they are asked for: it never holds more than some of the pages. */
export type Encode = (table: Table, pages: Iterable<Page>) => Iterable<Uint8Array>;

export const ENCODERS: Readonly<Record<FileFormat, Encode>> = {
  csv: encodeCsv,
  ndjson: encodeNdjson,
  parquet: encodeParquet,
};
