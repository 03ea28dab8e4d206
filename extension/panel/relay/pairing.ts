import * as v from 'valibot';

const PAIRING_TIMEOUT_MS = 5_000;
const CODE_LENGTH = 8;

const GRANTED = v.object({ token: v.pipe(v.string(), v.minLength(1), v.maxLength(512)) });
const REFUSED = v.object({ error: v.object({ code: v.string(), message: v.string() }) });

export type PairingOutcome =
  | { readonly ok: true; readonly token: string }
  /** `message` is the relay's own sentence; absent where it did not answer or not as a relay does. */
  | { readonly ok: false; readonly message?: string };

/** What a person types, as `tick-relay pair` prints it: `abcd efgh` becomes `ABCD-EFGH`. */
export const normalizePairingCode = (typed: string): string => {
  const letters = typed
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .slice(0, CODE_LENGTH);
  return letters.length > CODE_LENGTH / 2
    ? `${letters.slice(0, CODE_LENGTH / 2)}-${letters.slice(CODE_LENGTH / 2)}`
    : letters;
};

export const isPairingCode = (code: string): boolean => /^[A-Z0-9]{4}-[A-Z0-9]{4}$/.test(code);

/** Exchanges the one-time code for the token that opens connections. Never rejects. */
export const requestToken = async (relayUrl: string, code: string): Promise<PairingOutcome> => {
  try {
    const response = await fetch(`${relayUrl}/pair`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code }),
      signal: AbortSignal.timeout(PAIRING_TIMEOUT_MS),
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
