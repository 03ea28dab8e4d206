import path from 'node:path';
import type { Role } from '../../shared/protocol.ts';
import { ensureOwnerToken, OWNER_TOKEN_FILE } from './owner-token.ts';
import { PAIRED_TOKENS_FILE, PairedTokens } from './paired-tokens.ts';
import { hashSecret, randomToken, sameHash } from './secrets.ts';

const RELAY_ID_LENGTH = 16;
/** A file of its own: a relay that knows no browsers would take them for extensions, which may capture. */
const BROWSERS_FILE = 'browsers.json';
/** Each `tick-relay open` adds one. */
const MAX_BROWSERS = 20;

/** Who may talk to this relay. */
export class Access {
  readonly ownerToken: string;
  /** Stays the same for one data directory; tells nothing of the token that it is made of. */
  readonly relayId: string;
  readonly #fixed: readonly Buffer[];
  readonly #owner: Buffer;
  readonly #extensions: PairedTokens;
  readonly #browsers: PairedTokens;

  constructor(dataDir: string, configuredToken: string | undefined) {
    this.ownerToken = ensureOwnerToken(path.join(dataDir, OWNER_TOKEN_FILE));
    this.#owner = hashSecret(this.ownerToken);
    this.#fixed = configuredToken === undefined ? [] : [hashSecret(configuredToken)];
    this.#extensions = new PairedTokens(path.join(dataDir, PAIRED_TOKENS_FILE));
    this.#browsers = new PairedTokens(path.join(dataDir, BROWSERS_FILE), MAX_BROWSERS);
    this.relayId = hashSecret(`relay-id:${this.ownerToken}`).toString('hex').slice(0, RELAY_ID_LENGTH);
  }

  /** How many times an extension was paired. */
  get pairedCount(): number {
    return this.#extensions.hashes().length;
  }

  /** Whether it is known and may take this role; `view` is what every known token may. */
  accepts(token: string, role: Role): boolean {
    const hash = hashSecret(token);
    const capturing = [this.#owner, ...this.#fixed, ...this.#extensions.hashes()];
    const known = role === 'capture' ? capturing : [...capturing, ...this.#browsers.hashes()];
    return known.some((one) => sameHash(one, hash));
  }

  acceptsOwner(token: string): boolean {
    return sameHash(this.#owner, hashSecret(token));
  }

  /** A new token for an extension that has shown a pairing code. */
  pair(): string {
    const token = randomToken();
    this.#extensions.add(token);
    return token;
  }

  /** A new token for a browser that has shown a link: it may look, and give no ticks. */
  open(): string {
    const token = randomToken();
    this.#browsers.add(token);
    return token;
  }
}
