import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { README, withOptionsTable } from './options-table.ts';

it('the README lists every option as the code has it (else: npm run docs)', () => {
  const readme = readFileSync(README, 'utf8');
  expect(readme).toBe(withOptionsTable(readme));
});
