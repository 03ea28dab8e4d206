const ANSWER_MS = 10_000;

/** What a project's API answered; `status` 0 where nothing came, and `message` says why. */
export interface ApiAnswer {
  readonly status: number;
  readonly body: unknown;
  /** PostgREST's code or an SQLSTATE (`PGRST202`, `42501`); empty where there is none. */
  readonly code: string;
  readonly message: string;
}

const textOf = (body: unknown, field: string): string => {
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, field) : undefined;
  return typeof value === 'string' ? value : '';
};

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown';
  const cause = error.cause as NodeJS.ErrnoException | undefined;
  return cause?.code ?? error.message;
};

/** New keys go into `apikey` alone; the older JWTs are a bearer's token as well. */
const headersOf = (key: string | undefined): Record<string, string> =>
  key === undefined
    ? {}
    : { apikey: key, ...(key.startsWith('sb_') ? {} : { authorization: `Bearer ${key}` }) };

/** Asks the REST interface of a project. `body`: a POST with it as JSON; else it is a GET. Never rejects. */
export const askProject = async (
  { url, key }: { readonly url: string; readonly key?: string | undefined },
  route: string,
  body?: object,
): Promise<ApiAnswer> => {
  try {
    const response = await fetch(new URL(`/rest/v1/${route}`, url), {
      method: body ? 'POST' : 'GET',
      headers: { ...headersOf(key), ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    const answer: unknown = await response.json().catch(() => undefined);
    return {
      status: response.status,
      body: answer,
      code: textOf(answer, 'code'),
      message: textOf(answer, 'message') || response.statusText,
    };
  } catch (error) {
    return { status: 0, body: undefined, code: '', message: reasonOf(error) };
  }
};
