import * as v from 'valibot';

const ANSWER_TIMEOUT_MS = 5_000;

const GRANTED = v.object({ token: v.pipe(v.string(), v.minLength(1), v.maxLength(512)) });
const REFUSED = v.object({ error: v.object({ code: v.string(), message: v.string() }) });

export type TokenOutcome =
  | { readonly ok: true; readonly token: string }
  /** `message` is the relay's own sentence; absent where it did not answer or not as a relay does. */
  | { readonly ok: false; readonly message?: string };

/** Shows the relay what it gives a token for: a pairing code, or a one-time link. Never rejects. */
export const askForToken = async (url: string, shown: object): Promise<TokenOutcome> => {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(shown),
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
    });
    const answer: unknown = await response.json();
    const granted = v.safeParse(GRANTED, answer);
    if (granted.success) return { ok: true, token: granted.output.token };
    const refused = v.safeParse(REFUSED, answer);
    return refused.success ? { ok: false, message: refused.output.error.message } : { ok: false };
  } catch {
    return { ok: false };
  }
};
