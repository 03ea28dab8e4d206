import { test } from 'vitest';
import { olympTradeDialect } from '../../../simulator/dialects/olymp-trade.ts';
import { expectDialectRead } from '../../../testing/read-dialect.ts';
import { olympTrade } from './olymp-trade.ts';

test('what the dialect writes is what comes out', () => {
  expectDialectRead(olympTrade, olympTradeDialect);
});
