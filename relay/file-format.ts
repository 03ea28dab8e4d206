import path from 'node:path';

/** The kinds of file that ticks and candles are exported to and imported from. */
export const FILE_FORMATS = ['csv', 'ndjson', 'parquet'] as const;

export type FileFormat = (typeof FILE_FORMATS)[number];

const ENDINGS: Readonly<Record<string, FileFormat>> = {
  '.csv': 'csv',
  '.tsv': 'csv',
  '.txt': 'csv',
  '.ndjson': 'ndjson',
  '.jsonl': 'ndjson',
  '.parquet': 'parquet',
};

/** The format that a file's ending names. */
export const formatOfFile = (file: string): FileFormat | undefined =>
  ENDINGS[path.extname(file).toLowerCase()];
