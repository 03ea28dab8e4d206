import { test } from 'vitest';
import { derivDialect } from '../../../simulator/dialects/deriv.ts';
import { expectDialectRead } from '../../../testing/read-dialect.ts';
import { deriv } from './deriv.ts';

test('what the dialect writes is what comes out', () => {
  expectDialectRead(deriv, derivDialect);
});
