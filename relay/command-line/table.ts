/** Lines of columns: the first to the left, the others to the right, as numbers are read, or all to the left. */
export const table = (rows: readonly (readonly string[])[], others: 'left' | 'right' = 'right'): string => {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length);
  }
  const padded = (cell: string, column: number): string =>
    column === 0 || others === 'left' ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  return rows.map((row) => row.map(padded).join('  ').trimEnd()).join('\n');
};
