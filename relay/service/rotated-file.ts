import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';

const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;

export interface RotationLimits {
  /** A file that has reached it is set aside. */
  readonly maxBytes: number;
  /** How many there are in all, the current one included. */
  readonly files: number;
}

const LIMITS: RotationLimits = { maxBytes: 10_000_000, files: 5 };

/**
 * A log file that does not grow without end: `relay.log` is the current one, `relay.log.1` the one before. Writes
 * are synchronous, as those to stderr are: the last line before an end must not be lost.
 */
export class RotatedFile {
  readonly #file: string;
  readonly #limits: RotationLimits;
  #descriptor: number;
  #bytes: number;

  constructor(file: string, limits = LIMITS) {
    mkdirSync(path.dirname(file), { recursive: true, mode: PRIVATE_FOLDER });
    this.#file = file;
    this.#limits = limits;
    this.#descriptor = openSync(file, 'a', PRIVATE_FILE);
    this.#bytes = fstatSync(this.#descriptor).size;
  }

  /** A full disk costs lines of the log, not the relay. */
  write(text: string): void {
    try {
      if (this.#bytes >= this.#limits.maxBytes) this.#rotate();
      this.#bytes += writeSync(this.#descriptor, text);
    } catch {
      // Nowhere is left to tell it.
    }
  }

  #rotate(): void {
    // Windows renames no file that is open.
    closeSync(this.#descriptor);
    try {
      for (let older = this.#limits.files - 1; older > 0; older -= 1) this.#setAside(older);
    } finally {
      this.#descriptor = openSync(this.#file, 'a', PRIVATE_FILE);
      this.#bytes = fstatSync(this.#descriptor).size;
    }
  }

  #setAside(older: number): void {
    const from = older === 1 ? this.#file : `${this.#file}.${older - 1}`;
    try {
      renameSync(from, `${this.#file}.${older}`);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
}
