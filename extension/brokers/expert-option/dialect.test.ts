import { test } from 'vitest';
import { expertOptionDialect } from '../../../simulator/dialects/expert-option.ts';
import { expectDialectRead } from '../../../testing/read-dialect.ts';
import { expertOption } from './expert-option.ts';

test('what the dialect writes is what comes out', () => {
  expectDialectRead(expertOption, expertOptionDialect);
});
