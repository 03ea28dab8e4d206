import { bad, good, skipped, type Check, type Finding } from './check.ts';
import { askProject, type ApiAnswer } from './supabase-request.ts';

const TABLES = ['historical_ticks', 'historical_candles'];
const FIX =
  'Run schema.sql in the SQL editor of the project: it switches row-level security on and takes the rights away.';

interface Project {
  readonly url: string;
  readonly key: string;
}

interface Caller {
  readonly name: string;
  readonly key?: string | undefined;
}

const firstRow = (table: string): string => `${table}?select=pair&limit=1`;
const hasRow = ({ body }: ApiAnswer): boolean => Array.isArray(body) && body.length > 0;

/** What somebody with this key gets to see, or `undefined` where it is nothing at all. */
const exposure = async (owner: Project, { name, key }: Caller): Promise<Finding | undefined> => {
  const empty: string[] = [];
  for (const table of TABLES) {
    const answer = await askProject({ url: owner.url, key }, firstRow(table));
    if (answer.status === 0) return skipped('The project could not be asked.');
    if (answer.status !== 200) continue;
    if (hasRow(answer)) return bad(`Anybody ${name} can read ${table}.`, FIX);
    // No row is shown: because of row-level security, or because there is none?
    if (!hasRow(await askProject(owner, firstRow(table)))) empty.push(table);
  }
  if (empty.length === 0) return undefined;
  return skipped(
    `A request ${name} is answered without a row, but so is any of what is empty (${empty.join(', ')}): ask again when there are rows.`,
  );
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
    const owner: Project = { url: supabase.url, key: supabase.secretKey };
    const found = await Promise.all(callers.map((caller) => exposure(owner, caller)));
    const worst = found.find((finding) => finding?.state === 'bad') ?? found.find(Boolean);
    if (worst) return worst;
    return good(
      publicKey === undefined
        ? 'A request without a key sees nothing; set SUPABASE_PUBLISHABLE_KEY for this command to try that key too.'
        : 'Requests without a key and with the public key see nothing.',
    );
  },
};
