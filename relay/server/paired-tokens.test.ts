import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryDataDir } from '../../testing/tick-log.ts';
import { PAIRED_TOKENS_FILE, PairedTokens } from './paired-tokens.ts';
import { hashSecret } from './secrets.ts';

test('the newest are known, so many as may be, and by the next start too', () => {
  const file = path.join(temporaryDataDir(), PAIRED_TOKENS_FILE);
  const tokens = new PairedTokens(file, 2);
  for (const token of ['a', 'b', 'c']) tokens.add(token);
  for (const known of [tokens, new PairedTokens(file, 2)])
    expect(known.hashes()).toEqual([hashSecret('b'), hashSecret('c')]);
});
