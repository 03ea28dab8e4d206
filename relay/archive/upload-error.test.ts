import { expect, test } from 'vitest';
import { refusalKind, refusalSentence } from './upload-error.ts';

test.each([
  [0, '', 'retry'],
  [408, '', 'retry'],
  [429, '', 'retry'],
  [500, 'SUP', 'retry'],
  [503, 'PGRST002', 'retry'],
  [520, '', 'retry'],
  [404, '', 'retry'],
  [500, '57014', 'smaller'],
  [413, '', 'smaller'],
  [400, '22P02', 'row'],
  [400, 'PGRST102', 'row'],
  [400, '23502', 'row'],
  [405, '25006', 'retry'],
  [500, '40P01', 'retry'],
  [500, '57P01', 'retry'],
  [503, '08006', 'retry'],
  [504, '', 'retry'],
  [409, '23505', 'row'],
  [400, '23514', 'row'],
  [404, '42P01', 'schema'],
  [404, 'PGRST205', 'schema'],
  [404, 'PGRST202', 'schema'],
  [400, 'PGRST204', 'schema'],
  [400, '42P10', 'schema'],
  [401, '', 'key'],
  [403, '42501', 'key'],
  [401, 'PGRST301', 'key'],
] as const)('status %i with code "%s" means %s', (status, code, kind) => {
  expect(refusalKind({ status, code, message: '' })).toBe(kind);
});

test.each([
  [{ status: 401, code: '', message: 'Invalid API key' }, /SUPABASE_SECRET_KEY \(401: Invalid API key\)/],
  [{ status: 404, code: 'PGRST205', message: 'no table' }, /apply schema\.sql/],
  [
    { status: 0, code: '', message: 'fetch failed\nat …' },
    /cannot be reached \(fetch failed\); check SUPABASE_URL/,
  ],
  [{ status: 503, code: '', message: '' }, /answers 503/],
])('says what to do about %o', (refusal, sentence) => {
  expect(refusalSentence(refusal, 'https://example.supabase.co')).toMatch(sentence);
});
