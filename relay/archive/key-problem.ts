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

/** What is wrong with the key where it shows by itself: a public key can never write. */
export const keyProblem = (key: string): string | undefined => {
  const role = roleOfJwt(key);
  const isPublic = key.startsWith('sb_publishable_') || role === 'anon' || role === 'authenticated';
  return isPublic
    ? 'SUPABASE_SECRET_KEY holds a public key (publishable or anon), which may not write; put the secret key there (sb_secret_…). Until then every tick waits in the log.'
    : undefined;
};
