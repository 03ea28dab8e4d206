import type { SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { Column, ColumnKind, Page, Row, Table } from './table.ts';

/** Rows of one row group: readers take one at a time, and so does the writer's memory. */
const GROUP_ROWS = 25_000;

const ELEMENTS: Readonly<Record<ColumnKind, Omit<SchemaElement, 'name'>>> = {
  time: {
    type: 'INT64',
    converted_type: 'TIMESTAMP_MILLIS',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
  },
  price: { type: 'DOUBLE' },
  count: { type: 'INT64' },
  name: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
};

const schemaOf = (table: Table): SchemaElement[] => [
  { name: 'root', num_children: table.length },
  ...table.map(({ name, kind }): SchemaElement => ({
    name,
    repetition_type: 'REQUIRED',
    ...ELEMENTS[kind],
  })),
];

const cellsOf = ({ kind }: Column, column: number, rows: readonly Row[]) => {
  if (kind === 'name') return rows.map((row) => row[column]);
  if (kind === 'price') return Float64Array.from(rows, (row) => Number(row[column]));
  return BigInt64Array.from(rows, (row) => BigInt(row[column] ?? 0));
};

/** Gathers pages until they make a row group. */
const groupsOf = function* (pages: Iterable<Page>): Generator<Row[]> {
  let group: Row[] = [];
  for (const page of pages) {
    for (const row of page) group.push(row);
    if (group.length < GROUP_ROWS) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
};

/** What has been written since the last time; places in the file count on. */
const taken = (writer: ByteWriter): Uint8Array => {
  const bytes = writer.getBytes().slice();
  writer.index = 0;
  return bytes;
};

/** Parquet, compressed with Snappy: names as a dictionary, prices as DOUBLE, times as TIMESTAMP in UTC ms. */
export const encodeParquet = function* (table: Table, pages: Iterable<Page>): Generator<Uint8Array> {
  const writer = new ByteWriter();
  const parquet = new ParquetWriter({ writer, schema: schemaOf(table) });
  for (const rows of groupsOf(pages)) {
    void parquet.write({
      columnData: table.map((column, index) => ({
        name: column.name,
        data: cellsOf(column, index, rows),
        ...(column.kind === 'name' && { encoding: 'RLE_DICTIONARY' as const }),
      })),
      rowGroupSize: rows.length,
    });
    yield taken(writer);
  }
  void parquet.finish();
  yield taken(writer);
};
