import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { UserError } from '../user-error.ts';
import { writePrivateFile } from '../write-private-file.ts';
import { hashSecret } from './secrets.ts';

const PAIRED_FILE = v.array(
  v.object({ sha256: v.pipe(v.string(), v.hash(['sha256'])), pairedAt: v.string() }),
);
type PairedToken = v.InferOutput<typeof PAIRED_FILE>[number];

const read = (file: string): PairedToken[] => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new UserError(
      `${file} could not be read: make it readable for this user, or remove it and run \`tick-relay pair\` or \`tick-relay open\` again.`,
      {
        cause: error,
      },
    );
  }
  try {
    return v.parse(PAIRED_FILE, JSON.parse(text));
  } catch (error) {
    throw new UserError(
      `${file} is damaged: remove it, then run \`tick-relay pair\` or \`tick-relay open\` again.`,
      { cause: error },
    );
  }
};

/** Its name in the data directory. */
export const PAIRED_TOKENS_FILE = 'paired.json';

/**
 * How many times an extension was paired with the relay of a data directory.
 * @throws UserError where the file cannot be read.
 */
export const readPairedCount = (dataDir: string): number =>
  read(path.join(dataDir, PAIRED_TOKENS_FILE)).length;

/** Tokens that were handed out; only their SHA-256 is kept, of the newest `most`. */
export class PairedTokens {
  readonly #file: string;
  readonly #most: number;
  #tokens: PairedToken[];

  /** @throws UserError where the file cannot be read. */
  constructor(file: string, most = Infinity) {
    this.#file = file;
    this.#most = most;
    this.#tokens = read(file);
  }

  hashes(): Buffer[] {
    return this.#tokens.map(({ sha256 }) => Buffer.from(sha256, 'hex'));
  }

  add(token: string): void {
    const paired = { sha256: hashSecret(token).toString('hex'), pairedAt: new Date().toISOString() };
    const tokens = [...this.#tokens, paired].slice(-this.#most);
    writePrivateFile(this.#file, `${JSON.stringify(tokens, undefined, 2)}\n`);
    this.#tokens = tokens;
  }
}
