import path from 'node:path';
import { readRelayFile } from '../relay-file.ts';
import { OWNER_TOKEN_FILE, readOwnerToken } from '../server/owner-token.ts';
import { UserError } from '../user-error.ts';

const ANSWER_TIMEOUT_MS = 5_000;

/** No relay runs on the data directory, or it does not answer as one. */
export class RelayNotRunning extends UserError {
  constructor(dataDir: string, cause?: unknown) {
    super(
      `No relay runs on the data directory ${dataDir}: start one with \`tick-relay run\`, or name its directory with --data-dir.`,
      { cause },
    );
  }
}

/** What the relay says of a request that it refuses. */
const sentenceOf = async (response: Response): Promise<string | undefined> => {
  try {
    const { error } = (await response.json()) as { error?: { message?: unknown } };
    return typeof error?.message === 'string' ? error.message : undefined;
  } catch {
    return undefined;
  }
};

/** Asks the relay that runs on a data directory, in the name of this user. */
export class RelayClient {
  readonly url: string;
  readonly #dataDir: string;
  readonly #ownerToken: string;

  /** @throws RelayNotRunning where no relay runs on it. */
  constructor(dataDir: string) {
    const address = readRelayFile(dataDir);
    const ownerToken = readOwnerToken(path.join(dataDir, OWNER_TOKEN_FILE));
    if (!address || ownerToken === undefined) throw new RelayNotRunning(dataDir);
    this.url = `http://127.0.0.1:${address.port}`;
    this.#dataDir = dataDir;
    this.#ownerToken = ownerToken;
  }

  /** @throws UserError where it does not answer, or refuses. */
  async ask(
    method: 'GET' | 'POST',
    route: string,
    timeoutMs = ANSWER_TIMEOUT_MS,
    body?: object,
  ): Promise<unknown> {
    const response = await this.#fetch(method, route, timeoutMs, body);
    if (response.ok) return response.json();
    // A relay that was killed leaves its file; another program may have its port by now.
    if (response.status === 401 || response.status === 404) throw new RelayNotRunning(this.#dataDir);
    const sentence = await sentenceOf(response);
    throw new UserError(sentence ?? `The relay at ${this.url} answered ${response.status}: see its log.`);
  }

  async #fetch(
    method: string,
    route: string,
    timeoutMs: number,
    body: object | undefined,
  ): Promise<Response> {
    try {
      return await fetch(`${this.url}${route}`, {
        method,
        headers: { authorization: `Bearer ${this.#ownerToken}` },
        ...(body && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(timeoutMs),
      });
    } catch (error) {
      if (error instanceof Error && error.name === 'TimeoutError')
        throw new UserError(
          `The relay at ${this.url} runs, but has not answered within ${timeoutMs / 1_000} s: see its log, or restart it.`,
          { cause: error },
        );
      throw new RelayNotRunning(this.#dataDir, error);
    }
  }
}
