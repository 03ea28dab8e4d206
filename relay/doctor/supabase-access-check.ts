import { bad, good, skipped, warn, type Check, type Finding } from './check.ts';
import { askProject } from './supabase-request.ts';

const TABLES = ['historical_ticks', 'historical_candles'];
const FIX =
  'Run schema.sql in the SQL editor of the project: it switches row-level security on and takes the rights away.';

interface Caller {
  readonly name: string;
  readonly key?: string | undefined;
}

/** What somebody with this key gets to see, or `undefined` where it is nothing at all. */
const exposure = async (url: string, { name, key }: Caller): Promise<Finding | undefined> => {
  for (const table of TABLES) {
    const { status, body } = await askProject({ url, key }, `${table}?select=pair&limit=1`);
    if (status === 0) return skipped('The project could not be asked.');
    if (status !== 200) continue;
    return Array.isArray(body) && body.length > 0
      ? bad(`Anybody ${name} can read ${table}.`, FIX)
      : warn(`A request ${name} to ${table} is answered, though without a row.`, FIX);
  }
  return undefined;
};

/** Whether only the secret key reads. Row-level security itself cannot be asked for: so it is tried. */
export const supabaseAccessCheck: Check = {
  title: 'Supabase access',
  check: async ({ config: { supabase }, publicKey }) => {
    if (!supabase) return skipped('No Supabase is configured.');
    const callers: Caller[] = [
      { name: 'without a key' },
      ...(publicKey === undefined ? [] : [{ name: 'with the public key', key: publicKey }]),
    ];
    for (const caller of callers) {
      const found = await exposure(supabase.url, caller);
      if (found) return found;
    }
    return good(
      publicKey === undefined
        ? 'A request without a key is refused; set SUPABASE_PUBLISHABLE_KEY for this command to try that key too.'
        : 'Requests without a key and with the public key are refused.',
    );
  },
};
