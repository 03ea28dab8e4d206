import { createIsoTimes } from './iso-times.ts';
import type { ColumnKind, Page, Row, Table } from './table.ts';

type WriteCell = (cell: string | number) => string;

/** A price as JavaScript writes it is the shortest decimal that is read back as the same number. */
const writersOf = (table: Table): WriteCell[] => {
  const iso = createIsoTimes();
  const writers: Record<ColumnKind, WriteCell> = {
    time: (cell) => iso(Number(cell)),
    price: String,
    count: String,
    name: String,
  };
  return table.map(({ kind }) => writers[kind]);
};

/**
 * CSV with a header, commas and line feeds; times in ISO 8601 UTC, as a spreadsheet takes them. No field has a
 * character that needs quoting, and none begins with one that a spreadsheet would take for a formula.
 */
export const encodeCsv = function* (table: Table, pages: Iterable<Page>): Generator<Uint8Array> {
  const writers = writersOf(table);
  const line = (row: Row): string => {
    let text = '';
    for (const [column, write] of writers.entries())
      text += `${column === 0 ? '' : ','}${write(row[column] ?? '')}`;
    return `${text}\n`;
  };
  yield Buffer.from(`${table.map(({ name }) => name).join(',')}\n`);
  for (const page of pages) yield Buffer.from(page.map(line).join(''));
};
