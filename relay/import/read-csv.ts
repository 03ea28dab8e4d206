import Papa from 'papaparse';
import { UserError } from '../user-error.ts';
import { isHeader } from './columns.ts';
import { readLines, type Lines } from './read-lines.ts';
import type { Source, SourcePage } from './source.ts';

const DELIMITERS = [',', ';', '\t'] as const;

const delimiterOf = (line: string): string => {
  const counts = DELIMITERS.map((delimiter) => line.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
};

const parse = (text: string, delimiter: string): string[][] => Papa.parse<string[]>(text, { delimiter }).data;

/** Line by line where there are quotation marks: one that is never closed would take the lines after it for its own. */
const cellsOf = (text: string, delimiter: string): string[][] =>
  text.includes('"')
    ? text.split('\n').map((line) => parse(line, delimiter)[0] ?? [''])
    : parse(text, delimiter);

const isEmpty = (cells: readonly string[]): boolean => cells.length === 1 && cells[0]?.trim() === '';

const pageOf = ({ first, text, part }: Lines, delimiter: string, skip: number): SourcePage => ({
  part,
  rows: cellsOf(text, delimiter)
    .map((cells, index) => ({ line: first + index, cells }))
    .filter(({ line, cells }) => line > skip && !isEmpty(cells)),
});

const NO_HEADER =
  'begins without the names of its columns: give them in their order, such as --columns date,time,open,high,low,close,volume.';

/**
 * Reads CSV with commas, semicolons or tabs, which the first line tells. A field within quotes may hold these, but no
 * end of a line, which no name, time or price has.
 *
 * @param named the columns of a file that does not name them.
 * @throws UserError where nobody names them.
 */
export const readCsv = async (file: string, named?: readonly string[]): Promise<Source> => {
  const lines = readLines(file);
  const begin = await lines.next();
  const [firstLine = ''] = begin.done ? [] : begin.value.text.split('\n', 1);
  const delimiter = delimiterOf(firstLine);
  const [firstCells = []] = cellsOf(firstLine, delimiter);
  const hasHeader = isHeader(firstCells);
  if (!hasHeader && !named) throw new UserError(`${file} ${NO_HEADER}`);
  const pages = async function* (): AsyncGenerator<SourcePage> {
    for (let next = begin; !next.done; next = await lines.next())
      yield pageOf(next.value, delimiter, hasHeader ? 1 : 0);
  };
  return { columns: named ?? firstCells, pages: pages() };
};
