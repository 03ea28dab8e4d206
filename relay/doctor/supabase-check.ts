import { OPTIONS } from '../config/options.ts';
import { bad, good, skipped, type Check } from './check.ts';
import { askProject } from './supabase-request.ts';

const KEY_NAME = OPTIONS.supabaseSecretKey.name;
const KEY_REFUSED = [401, 403];

/** Whether the project answers as one and takes the key; whatever else it lacks, the next checks say. */
export const supabaseCheck: Check = {
  title: 'Supabase',
  check: async ({ config: { supabase } }) => {
    if (!supabase) return skipped(`No Supabase is configured (${OPTIONS.supabaseUrl.name}).`);
    const { url, secretKey: key } = supabase;
    const { origin } = new URL(url);
    const { status, code, message } = await askProject({ url, key }, 'historical_ticks?select=pair&limit=1');
    if (status === 0)
      return bad(
        `${origin} cannot be reached (${message}).`,
        `Correct ${OPTIONS.supabaseUrl.name}, check the network, and see whether the project is paused.`,
      );
    if (KEY_REFUSED.includes(status))
      return bad(
        `${origin} refuses the key in ${KEY_NAME} (${status}).`,
        'Copy the secret key of this very project from its API Keys page.',
      );
    return status === 200 || code !== ''
      ? good(`${origin} answers and takes the key.`)
      : bad(
          `${origin} answers ${status}, but not as a Supabase API.`,
          `Put the project's URL into ${OPTIONS.supabaseUrl.name}, such as https://abcdefgh.supabase.co.`,
        );
  },
};
