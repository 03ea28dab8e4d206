import { test } from 'vitest';
import { binomoDialect } from '../../../simulator/dialects/binomo.ts';
import { expectDialectRead } from '../../../testing/read-dialect.ts';
import { binomo } from './binomo.ts';

test('what the dialect writes is what comes out', () => {
  expectDialectRead(binomo, binomoDialect);
});
