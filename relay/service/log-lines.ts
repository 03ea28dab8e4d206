const LEVELS: Readonly<Record<number, string>> = {
  10: 'trace',
  20: 'debug',
  30: 'info',
  40: 'warn',
  50: 'error',
  60: 'fatal',
};

interface LogLine {
  readonly level: number;
  readonly time: number;
  readonly msg?: string;
  readonly err?: { readonly stack?: string; readonly message?: string };
}

const isLogLine = (value: unknown): value is LogLine =>
  typeof value === 'object' && value !== null && 'level' in value && 'time' in value;

const parse = (line: string): unknown => {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
};

/** `2026-01-05 12:30:45`, local: logs are read beside a clock on the wall. */
const localTime = (time: number): string => {
  const at = new Date(time);
  const two = (part: number): string => String(part).padStart(2, '0');
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
  return `${day} ${[at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(':')}`;
};

/** A line of the relay's log for a person; any other line, such as the service manager's, as it is. */
export const readableLine = (line: string): string => {
  const parsed = parse(line);
  if (!isLogLine(parsed)) return line;
  const { level, time, msg = '', err } = parsed;
  const head = `${localTime(time)} ${(LEVELS[level] ?? String(level)).padEnd(5)} ${msg}`;
  const trace = err?.stack ?? err?.message;
  return trace === undefined ? head : `${head}\n${trace}`;
};
