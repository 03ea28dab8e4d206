import { readLines, type Lines } from './read-lines.ts';
import type { Source, SourcePage, SourceRow } from './source.ts';

const objectOf = (text: string): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
};

const pageOf = ({ first, text, part }: Lines, columns: readonly string[]): SourcePage => {
  const rows: SourceRow[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const object = objectOf(line);
    rows.push({ line: first + index, cells: object && columns.map((column) => object[column]) });
  }
  return { rows, part };
};

/** Reads one JSON object a line; the first one's names are the columns. */
export const readNdjson = async (file: string): Promise<Source> => {
  const lines = readLines(file);
  const begin = await lines.next();
  const [firstLine = ''] = begin.done ? [] : begin.value.text.split('\n', 1);
  const columns = Object.keys(objectOf(firstLine) ?? {});
  const pages = async function* (): AsyncGenerator<SourcePage> {
    for (let next = begin; !next.done; next = await lines.next()) yield pageOf(next.value, columns);
  };
  return { columns, pages: pages() };
};
