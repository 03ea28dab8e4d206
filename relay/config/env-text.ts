/** The format of `.env`, as `util.parseEnv` reads it, written so that everything else in the text stays as it is. */
import { parseEnv } from 'node:util';

const ASSIGNMENT = /^(\s*(?:export\s+)?([\w.-]+)\s*=\s*)/;
const BARE = /^[\w./:@,+%-]+$/;
const QUOTES = [`"`, `'`, '`'];

interface Assignment {
  readonly name: string;
  /** Lines, from `first` up to and with `last`: a quoted value may have several. */
  readonly first: number;
  readonly last: number;
  /** What stands before the value, and what behind it: a comment. */
  readonly head: string;
  readonly tail: string;
}

/** Where the value that begins the text ends in it. */
const valueEnd = (text: string): number => {
  const quote = text.slice(0, 1);
  const closing = QUOTES.includes(quote) ? text.indexOf(quote, 1) : -1;
  if (closing > 0) return closing + 1;
  const [line = ''] = text.split('\n', 1);
  const comment = line.indexOf('#');
  return comment < 0 ? line.trimEnd().length : line.slice(0, comment).trimEnd().length;
};

const assignmentsOf = (lines: readonly string[]): Assignment[] => {
  const found: Assignment[] = [];
  for (let first = 0; first < lines.length; first++) {
    const [, head, name] = ASSIGNMENT.exec(lines[first] ?? '') ?? [];
    if (head === undefined || name === undefined) continue;
    const rest = lines.slice(first).join('\n').slice(head.length);
    const end = valueEnd(rest);
    const last = first + rest.slice(0, end).split('\n').length - 1;
    found.push({ name, first, last, head, tail: rest.slice(end).split('\n', 1)[0] ?? '' });
    first = last;
  }
  return found;
};

const written = (value: string): string => {
  if (BARE.test(value)) return value;
  const quote = QUOTES.find((mark) => !value.includes(mark) && !(mark === '"' && value.includes('\\')));
  return quote === undefined ? value : quote + value + quote;
};

const changeLines = (text: string, name: string, value: string | undefined): string => {
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = text === '' ? [] : text.replace(/\r?\n$/, '').split(end);
  const ours = assignmentsOf(lines).filter((assignment) => assignment.name === name);
  // The last of several counts.
  for (const { first, last, head, tail } of ours.reverse()) {
    if (value !== undefined) {
      lines.splice(first, last - first + 1, head + written(value) + tail);
      break;
    }
    lines.splice(first, last - first + 1);
  }
  if (value !== undefined && ours.length === 0) lines.push(`${name}=${written(value)}`);
  return lines.map((line) => line + end).join('');
};

/** Whether a parser finds exactly this change in the new text. */
const isRight = (text: string, changed: string, name: string, value: string | undefined): boolean => {
  const expected = { ...parseEnv(text) };
  if (value === undefined) Reflect.deleteProperty(expected, name);
  else expected[name] = value;
  const sorted = (variables: object): string => JSON.stringify(Object.entries(variables).sort());
  return sorted(parseEnv(changed)) === sorted(expected);
};

/**
 * The text with one variable set, or with `undefined` removed; comments and all other lines stay. Answers
 * `undefined` where that cannot be written, as with a value that has every kind of quotation mark and a `#`.
 */
export const withVariable = (text: string, name: string, value: string | undefined): string | undefined => {
  const changed = changeLines(text, name, value);
  return isRight(text, changed, name, value) ? changed : undefined;
};
