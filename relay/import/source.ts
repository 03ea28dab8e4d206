/** A row as it stands in a file. */
export interface SourceRow {
  /** Counted from 1; in Parquet the number of the row. */
  readonly line: number;
  /** One a column; `undefined`: the line cannot be read at all. */
  readonly cells: readonly unknown[] | undefined;
}

export interface SourcePage {
  readonly rows: readonly SourceRow[];
  /** The part of the whole that is read with it, 0 to 1; 0 where nobody knows the whole. */
  readonly part: number;
}

/** A file that is read as it is asked for. */
export interface Source {
  /** The names of its columns. */
  readonly columns: readonly string[];
  readonly pages: AsyncIterable<SourcePage>;
}

/** `-` is stdin. */
export const STDIN = '-';
