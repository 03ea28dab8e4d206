import { keyRole, PUBLIC_ROLES } from '../archive/key-problem.ts';
import { OPTIONS } from '../config/options.ts';
import { bad, good, skipped, warn, type Check } from './check.ts';

const NAME = OPTIONS.supabaseSecretKey.name;
const FIX = `Copy a secret key (sb_secret_…) from the project's API Keys page into ${NAME}.`;

/** The kind shows in the key itself; nothing of it is printed. */
export const supabaseKeyCheck: Check = {
  title: 'Supabase key',
  check: ({ config: { supabase } }) => {
    if (!supabase) return skipped('No Supabase is configured.');
    const role = keyRole(supabase.secretKey);
    if (role === 'secret') return good(`${NAME} holds a secret key.`);
    if (role === 'service_role') return good(`${NAME} holds a legacy service_role key (JWT).`);
    return role !== undefined && PUBLIC_ROLES.includes(role)
      ? bad(`${NAME} holds a public key (${role}), which may not write.`, FIX)
      : warn(`${NAME} holds a key of an unknown kind.`, FIX);
  },
};
