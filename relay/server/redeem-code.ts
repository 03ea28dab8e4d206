import * as v from 'valibot';
import { HttpError } from './http-error.ts';
import { MAX_WRONG_TRIES } from './pairing-codes.ts';
import { readJson } from './read-json.ts';
import type { ServerContext } from './server-context.ts';

const PAIR_BODY = v.object({ code: v.pipe(v.string(), v.maxLength(32)) });

const CODE_REFUSED =
  'The pairing code is wrong, used up or older than 10 minutes: run `tick-relay pair` for a new one.';

const CODE_LOCKED = `The pairing code is locked after ${MAX_WRONG_TRIES} wrong tries: run \`tick-relay pair\` for a new one.`;

/**
 * A token for the one who shows the valid pairing code.
 * @throws HttpError 400 or 403.
 */
export const redeemCode = ({ access, codes, warn }: ServerContext, body: unknown): { token: string } => {
  const { code } = readJson(PAIR_BODY, body, '{ "code": "ABCD-EFGH" }');
  const outcome = codes.redeem(code);
  if (outcome === 'right') return { token: access.pair() };
  if (outcome === 'wrong') throw new HttpError(403, 'code-refused', CODE_REFUSED);
  warn(
    'code-locked',
    `${CODE_LOCKED} If the tries were not yours, another program on this machine made them.`,
  );
  throw new HttpError(403, 'code-locked', CODE_LOCKED);
};
