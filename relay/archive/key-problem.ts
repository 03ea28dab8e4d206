const roleOfJwt = (key: string): unknown => {
  const [, payload, signature] = key.split('.');
  if (payload === undefined || signature === undefined) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
    return typeof claims === 'object' && claims !== null && 'role' in claims ? claims.role : undefined;
  } catch {
    return undefined;
  }
};

/**
 * The role that a key has, where it shows by itself: `secret`, `publishable`, or a legacy JWT's such as
 * `service_role` and `anon`.
 */
export const keyRole = (key: string): string | undefined => {
  if (key.startsWith('sb_secret_')) return 'secret';
  if (key.startsWith('sb_publishable_')) return 'publishable';
  const role = roleOfJwt(key);
  return typeof role === 'string' ? role : undefined;
};

/** Of keys that anybody may see. */
export const PUBLIC_ROLES: readonly string[] = ['publishable', 'anon', 'authenticated'];

/** What is wrong with the key where it shows by itself: a public key can never write. */
export const keyProblem = (key: string): string | undefined =>
  PUBLIC_ROLES.includes(keyRole(key) ?? '')
    ? 'SUPABASE_SECRET_KEY holds a public key (publishable or anon), which may not write; put the secret key there (sb_secret_…). Until then every tick waits in the log.'
    : undefined;
