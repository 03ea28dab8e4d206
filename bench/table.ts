/** One measured line: what, ours, and what it is held against. */
export interface Row {
  readonly what: string;
  readonly ours: string;
  readonly beside: string;
  readonly ratio: string;
  /** The most that other guests of this machine's host took of its processors in a round that counts. */
  readonly stolen?: string;
  /** The figure, and whether this run reached it. */
  readonly figure?: { readonly text: string; readonly reached: boolean };
}

const HEADINGS = ['measured', 'ours', 'beside', 'ratio', 'stolen', 'figure'] as const;

const cellsOf = ({ what, ours, beside, ratio, stolen, figure }: Row): string[] => [
  what,
  ours,
  beside,
  ratio,
  stolen ?? '',
  figure ? `${figure.text}: ${figure.reached ? 'reached' : 'MISSED'}` : '',
];

/** A Markdown table with aligned columns, to be read on a terminal and pasted into a note. */
export const formatTable = (rows: readonly Row[]): string => {
  const lines = [[...HEADINGS], ...rows.map(cellsOf)];
  const widths = HEADINGS.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const format = (line: readonly string[]): string =>
    `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = lines;
  return [format(head), format(widths.map((width) => '-'.repeat(width))), ...body.map(format)].join('\n');
};

export const perSecond = (count: number, unit = 'ticks'): string =>
  `${Math.round(count).toLocaleString('en-US')} ${unit}/s`;
export const inMs = (value: number): string => `${value.toFixed(1)} ms`;
export const inSeconds = (value: number): string => `${value.toFixed(0)} s`;
export const inPercent = (part: number): string => `${(part * 100).toFixed(1)} %`;
export const times = (ratio: number): string => `${ratio.toFixed(ratio < 10 ? 2 : 0)} ×`;
