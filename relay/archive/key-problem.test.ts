import { expect, test } from 'vitest';
import { keyProblem } from './key-problem.ts';

const jwt = (role: string): string =>
  ['{"alg":"HS256"}', JSON.stringify({ role })]
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.') + '.signature';

test.each(['sb_publishable_abc', jwt('anon'), jwt('authenticated')])('refuses the public key %s', (key) => {
  expect(keyProblem(key)).toMatch(/SUPABASE_SECRET_KEY holds a public key/);
  expect(keyProblem(key)).not.toContain(key);
});

test.each(['sb_secret_abc', jwt('service_role'), 'a.b.c', 'anything'])('takes %s', (key) => {
  expect(keyProblem(key)).toBeUndefined();
});
