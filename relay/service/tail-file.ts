import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

const LOOK_EVERY_MS = 250;
const CHUNK_BYTES = 65_536;

/** The last lines of a log file and, where they are fewer, of the one before it. */
export const lastLines = (file: string, count: number): string[] => {
  const lines = [`${file}.1`, file]
    .filter((part) => existsSync(part))
    .flatMap((part) => readFileSync(part, 'utf8').split('\n').slice(0, -1));
  return count === 0 ? [] : lines.slice(-count);
};

/** Reads on from where it stopped, in whole lines. */
class Reader {
  readonly #descriptor: number;
  readonly #chunk = Buffer.alloc(CHUNK_BYTES);
  readonly #decoder = new TextDecoder();
  #place: number;
  #rest = '';

  constructor(file: string, place: 'start' | 'end') {
    this.#descriptor = openSync(file, 'r');
    this.#place = place === 'end' ? fstatSync(this.#descriptor).size : 0;
  }

  /** What identifies the file: a name may get another one. */
  get inode(): number {
    return fstatSync(this.#descriptor).ino;
  }

  read(): string[] {
    for (;;) {
      const bytes = readSync(this.#descriptor, this.#chunk, 0, CHUNK_BYTES, this.#place);
      if (bytes === 0) break;
      this.#place += bytes;
      this.#rest += this.#decoder.decode(this.#chunk.subarray(0, bytes), { stream: true });
    }
    const lines = this.#rest.split('\n');
    this.#rest = lines.pop() ?? '';
    return lines;
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}

/** What is written to a log file from now on, line by line, over its rotation and before it is there, until `signal`. */
export async function* followLines(file: string, signal: AbortSignal): AsyncGenerator<string> {
  let reader = existsSync(file) ? new Reader(file, 'end') : undefined;
  try {
    while (!signal.aborted) {
      if (reader) yield* reader.read();
      const isOther = existsSync(file) && statSync(file).ino !== reader?.inode;
      if (isOther) {
        // What was written to the old one between the reading and the look.
        if (reader) yield* reader.read();
        reader?.close();
        reader = new Reader(file, 'start');
      } else await wait(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  } finally {
    reader?.close();
  }
}
