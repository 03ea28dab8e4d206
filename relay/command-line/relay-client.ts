import path from 'node:path';
import { readRelayFile } from '../relay-file.ts';
import { OWNER_TOKEN_FILE, readOwnerToken } from '../server/owner-token.ts';
import { UserError } from '../user-error.ts';

const ANSWER_TIMEOUT_MS = 5_000;

const notRunning = (dataDir: string, cause?: unknown): UserError =>
  new UserError(
    `No relay runs on the data directory ${dataDir}: start one with \`tick-relay run\`, or name its directory with --data-dir.`,
    { cause },
  );

/** Asks the relay that runs on a data directory, in the name of this user. */
export class RelayClient {
  readonly url: string;
  readonly #dataDir: string;
  readonly #ownerToken: string;

  /** @throws UserError where no relay runs on it. */
  constructor(dataDir: string) {
    const address = readRelayFile(dataDir);
    const ownerToken = readOwnerToken(path.join(dataDir, OWNER_TOKEN_FILE));
    if (!address || ownerToken === undefined) throw notRunning(dataDir);
    this.url = `http://127.0.0.1:${address.port}`;
    this.#dataDir = dataDir;
    this.#ownerToken = ownerToken;
  }

  /** @throws UserError where it does not answer, or refuses. */
  async ask(method: 'GET' | 'POST', route: string): Promise<unknown> {
    const response = await this.#fetch(method, route);
    if (response.ok) return response.json();
    // A relay that was killed leaves its file; another program may have its port by now.
    if (response.status === 401 || response.status === 404) throw notRunning(this.#dataDir);
    throw new UserError(`The relay at ${this.url} answered ${response.status}: see its log.`);
  }

  async #fetch(method: string, route: string): Promise<Response> {
    try {
      return await fetch(`${this.url}${route}`, {
        method,
        headers: { authorization: `Bearer ${this.#ownerToken}` },
        signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
      });
    } catch (error) {
      throw notRunning(this.#dataDir, error);
    }
  }
}
