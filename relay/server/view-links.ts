import { hashSecret, randomToken, sameHash } from './secrets.ts';

const LINK_LIFETIME_MS = 60_000;

export interface ViewLink {
  /** Opens the dashboard behind `#open=` of its address. */
  readonly link: string;
  /** UTC ms. */
  readonly expiresAt: number;
}

/** One-time links that lead a browser to the dashboard. Only the newest is valid. */
export class ViewLinks {
  readonly #now: () => number;
  #valid: { readonly hash: Buffer; readonly expiresAt: number } | undefined;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  issue(): ViewLink {
    const link = randomToken();
    const expiresAt = this.#now() + LINK_LIFETIME_MS;
    this.#valid = { hash: hashSecret(link), expiresAt };
    return { link, expiresAt };
  }

  /** Whether it opens; it is used up with that. With 256 bits, guesses need no lock. */
  redeem(link: string): boolean {
    const valid = this.#valid;
    if (!valid || valid.expiresAt <= this.#now() || !sameHash(valid.hash, hashSecret(link))) return false;
    this.#valid = undefined;
    return true;
  }
}
