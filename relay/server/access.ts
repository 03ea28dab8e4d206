import path from 'node:path';
import { ensureOwnerToken, OWNER_TOKEN_FILE } from './owner-token.ts';
import { PAIRED_TOKENS_FILE, PairedTokens } from './paired-tokens.ts';
import { hashSecret, randomToken, sameHash } from './secrets.ts';

const RELAY_ID_LENGTH = 16;

/** Who may talk to this relay. */
export class Access {
  readonly ownerToken: string;
  /** Stays the same for one data directory; tells nothing of the token that it is made of. */
  readonly relayId: string;
  readonly #fixed: readonly Buffer[];
  readonly #owner: Buffer;
  readonly #paired: PairedTokens;

  constructor(dataDir: string, configuredToken: string | undefined) {
    this.ownerToken = ensureOwnerToken(path.join(dataDir, OWNER_TOKEN_FILE));
    this.#owner = hashSecret(this.ownerToken);
    this.#fixed = configuredToken === undefined ? [] : [hashSecret(configuredToken)];
    this.#paired = new PairedTokens(path.join(dataDir, PAIRED_TOKENS_FILE));
    this.relayId = hashSecret(`relay-id:${this.ownerToken}`).toString('hex').slice(0, RELAY_ID_LENGTH);
  }

  /** How many times an extension was paired. */
  get pairedCount(): number {
    return this.#paired.hashes().length;
  }

  accepts(token: string): boolean {
    const hash = hashSecret(token);
    return [this.#owner, ...this.#fixed, ...this.#paired.hashes()].some((known) => sameHash(known, hash));
  }

  acceptsOwner(token: string): boolean {
    return sameHash(this.#owner, hashSecret(token));
  }

  /** A new token for an extension that has shown a pairing code. */
  pair(): string {
    const token = randomToken();
    this.#paired.add(token);
    return token;
  }
}
