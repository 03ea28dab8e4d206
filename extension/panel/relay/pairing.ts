import { askForToken, type TokenOutcome } from './token-request.ts';

const CODE_LENGTH = 8;

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
export const requestToken = (relayUrl: string, code: string): Promise<TokenOutcome> =>
  askForToken(`${relayUrl}/pair`, { code });
