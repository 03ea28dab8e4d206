import { appendFileSync, chmodSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { OPTIONS } from './config/options.ts';
import { UserError } from './user-error.ts';

/** Only this user reads and writes it. */
const PRIVATE_MODE = 0o600;
const PRIVATE_FOLDER_MODE = 0o700;
const MAX_BYTES = 10_000_000;
/** With the one that is written. */
const FILES = 5;

export interface LogFileOptions {
  /** A line that would make the file longer begins a new one. */
  readonly maxBytes?: number;
}

/**
 * A log file that becomes `<path>.1` when it is full, while the oldest, `<path>.4`, goes. Each line is written before
 * `write` returns: the last lines of a process that ends at once are the ones that are wanted. It is not held open,
 * so that Windows lets it be renamed and a file that somebody removes is there again with the next line.
 */
export class LogFile {
  readonly #path: string;
  readonly #fallback: { write(line: string): unknown };
  readonly #maxBytes: number;
  #size: number;
  #failed = false;

  /**
   * `fallback`: gets what the file does not take.
   * @throws UserError where the file cannot be written.
   */
  constructor(file: string, fallback: { write(line: string): unknown }, options: LogFileOptions = {}) {
    this.#path = file;
    this.#fallback = fallback;
    this.#maxBytes = options.maxBytes ?? MAX_BYTES;
    try {
      mkdirSync(path.dirname(file), { recursive: true, mode: PRIVATE_FOLDER_MODE });
      appendFileSync(file, '', { mode: PRIVATE_MODE });
      chmodSync(file, PRIVATE_MODE);
      this.#size = statSync(file).size;
    } catch (error) {
      throw new UserError(
        `The log file ${file} cannot be written: make it writable for this user, or choose another with --log-file or ${OPTIONS.logFile.name}.`,
        { cause: error },
      );
    }
  }

  /** Never throws: a full disk must not end the relay. */
  write(line: string): void {
    const bytes = Buffer.byteLength(line);
    try {
      if (this.#size > 0 && this.#size + bytes > this.#maxBytes) this.#rotate();
      appendFileSync(this.#path, line, { mode: PRIVATE_MODE });
      this.#size += bytes;
      this.#failed = false;
    } catch (error) {
      this.#failedWith(error);
      this.#fallback.write(line);
    }
  }

  #failedWith(error: unknown): void {
    if (this.#failed) return;
    this.#failed = true;
    const reason = error instanceof Error ? error.message : 'unknown';
    this.#fallback.write(
      `tick-relay: The log file ${this.#path} takes no more lines (${reason}); until it does they come here.\n`,
    );
  }

  #rotate(): void {
    const nameOf = (age: number): string => (age === 0 ? this.#path : `${this.#path}.${age}`);
    rmSync(nameOf(FILES - 1), { force: true });
    for (let age = FILES - 2; age >= 0; age -= 1) {
      try {
        renameSync(nameOf(age), nameOf(age + 1));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      }
    }
    this.#size = 0;
  }
}
