import { createReadStream, statSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { UserError } from '../user-error.ts';
import { STDIN } from './source.ts';

const CHUNK_BYTES = 64 * 1_024;
/** No line of prices is so long: what has none of this length is another kind of file. */
const MAX_LINE = 1_048_576;
const BYTE_ORDER_MARK = '\uFEFF';

export interface Lines {
  /** The number of the first of them, counted from 1. */
  readonly first: number;
  /** Whole lines, one after the other, without the last one's end. */
  readonly text: string;
  /** As `SourcePage.part`. */
  readonly part: number;
}

const countLines = (text: string): number => {
  let count = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
};

const open = (file: string): { bytes: AsyncIterable<Buffer>; size: number } => {
  if (file === STDIN) return { bytes: process.stdin, size: Infinity };
  return { bytes: createReadStream(file, { highWaterMark: CHUNK_BYTES }), size: statSync(file).size };
};

/**
 * Reads a text file, some thousand whole lines at a time, whichever way they end.
 * @throws UserError where it is no text of lines.
 */
export const readLines = async function* (file: string): AsyncGenerator<Lines> {
  const { bytes, size } = open(file);
  const decoder = new StringDecoder('utf8');
  let first = 1;
  let read = 0;
  let rest = '';
  const take = (text: string): Lines => {
    const lines = { first, text: text.replaceAll('\r', ''), part: read / size };
    first += countLines(text);
    return lines;
  };
  for await (const chunk of bytes) {
    const text = decoder.write(chunk);
    rest += read === 0 && text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
    read += chunk.length;
    const end = rest.lastIndexOf('\n');
    if (end !== -1) yield take(rest.slice(0, end));
    rest = rest.slice(end + 1);
    if (rest.length > MAX_LINE)
      throw new UserError(`${file} is no text of lines: name what it is with --format.`);
  }
  if (rest !== '') yield take(rest);
};
