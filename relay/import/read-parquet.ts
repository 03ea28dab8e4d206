import { asyncBufferFromFile, parquetMetadataAsync, parquetRead, parquetSchema } from 'hyparquet';
import { UserError } from '../user-error.ts';
import { STDIN, type Source, type SourcePage } from './source.ts';

const unreadable = (file: string, error: unknown): UserError => {
  const reason = error instanceof Error ? error.message : String(error);
  return new UserError(
    `${file} cannot be read as Parquet (${reason}): write it uncompressed or with Snappy, or name another --format.`,
    { cause: error },
  );
};

/** One row group at a time is in memory. */
const readPages = async function* (
  file: string,
  buffer: Awaited<ReturnType<typeof asyncBufferFromFile>>,
  metadata: Awaited<ReturnType<typeof parquetMetadataAsync>>,
): AsyncGenerator<SourcePage> {
  const total = Number(metadata.num_rows);
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    const rowEnd = rowStart + Number(group.num_rows);
    let read: unknown[][] = [];
    const onComplete = (rows: unknown[][]): void => void (read = rows);
    await parquetRead({ file: buffer, metadata, rowStart, rowEnd, onComplete }).catch((error: unknown) => {
      throw unreadable(file, error);
    });
    const start = rowStart + 1;
    yield { rows: read.map((cells, index) => ({ line: start + index, cells })), part: rowEnd / total };
    rowStart = rowEnd;
  }
};

/** @throws UserError where it is no Parquet, or stdin, of which the end has to be read first. */
export const readParquet = async (file: string): Promise<Source> => {
  if (file === STDIN) throw new UserError('Parquet cannot be read from stdin: name its file.');
  try {
    const buffer = await asyncBufferFromFile(file);
    const metadata = await parquetMetadataAsync(buffer);
    const columns = parquetSchema(metadata).children.map(({ element }) => element.name);
    return { columns, pages: readPages(file, buffer, metadata) };
  } catch (error) {
    throw unreadable(file, error);
  }
};
