import { readFileSync } from 'node:fs';
import { writePrivateFile } from '../write-private-file.ts';
import { MIN_TOKEN_LENGTH } from '../config/options.ts';
import { randomToken } from './secrets.ts';

/** Its name in the data directory. */
export const OWNER_TOKEN_FILE = 'owner-token';

/** The token in this file, or `undefined` where there is none. */
export const readOwnerToken = (file: string): string | undefined => {
  try {
    const token = readFileSync(file, 'utf8').trim();
    return token.length >= MIN_TOKEN_LENGTH ? token : undefined;
  } catch {
    return undefined;
  }
};

/** The token with which this user's command line talks to the running relay; made on the first start. */
export const ensureOwnerToken = (file: string): string => {
  const known = readOwnerToken(file);
  if (known !== undefined) return known;
  const token = randomToken();
  writePrivateFile(file, `${token}\n`);
  return token;
};
