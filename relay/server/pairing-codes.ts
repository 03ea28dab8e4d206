import { randomInt } from 'node:crypto';
import { hashSecret, sameHash } from './secrets.ts';

/** Without the letters and digits that are read as one another. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const CODE_LENGTH = 8;
const GROUP_LENGTH = 4;
const CODE_LIFETIME_MS = 10 * 60_000;
/** With 31^8 codes, five guesses find one in 170 billion. */
export const MAX_WRONG_TRIES = 5;

export interface PairingCode {
  /** `ABCD-EFGH` */
  readonly code: string;
  /** UTC ms. */
  readonly expiresAt: number;
}

/** Whether a code opens: `wrong` is unknown, used up or too old as well, `locked` was guessed at too often. */
export type Redemption = 'right' | 'wrong' | 'locked';

/** What people type: small letters, with or without the hyphen or spaces. */
const normalised = (code: string): string => code.toUpperCase().replaceAll(/[\s-]/g, '');

/** One-time codes that people carry from the terminal to the extension. Only the newest is valid. */
export class PairingCodes {
  readonly #now: () => number;
  #valid: { hash: Buffer; expiresAt: number; wrongTries: number } | undefined;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  issue(): PairingCode {
    const letters = Array.from({ length: CODE_LENGTH }, () =>
      ALPHABET.charAt(randomInt(ALPHABET.length)),
    ).join('');
    const expiresAt = this.#now() + CODE_LIFETIME_MS;
    this.#valid = { hash: hashSecret(letters), expiresAt, wrongTries: 0 };
    return { code: `${letters.slice(0, GROUP_LENGTH)}-${letters.slice(GROUP_LENGTH)}`, expiresAt };
  }

  /** The right code is used up with this. A locked one stays locked, the right code too, until it is too old. */
  redeem(code: string): Redemption {
    const valid = this.#valid;
    if (!valid) return 'wrong';
    if (valid.expiresAt <= this.#now()) {
      this.#valid = undefined;
      return 'wrong';
    }
    if (valid.wrongTries >= MAX_WRONG_TRIES) return 'locked';
    if (sameHash(valid.hash, hashSecret(normalised(code)))) {
      this.#valid = undefined;
      return 'right';
    }
    valid.wrongTries += 1;
    return valid.wrongTries < MAX_WRONG_TRIES ? 'wrong' : 'locked';
  }
}
