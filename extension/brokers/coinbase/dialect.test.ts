import { coinbaseAdvancedDialect } from '../../../simulator/dialects/coinbase-advanced.ts';
import { coinbaseDialect } from '../../../simulator/dialects/coinbase.ts';
import { describeDialect } from '../../../testing/dialect-check.ts';
import { coinbase } from './coinbase.ts';

describeDialect(coinbase, coinbaseDialect);
describeDialect(coinbase, coinbaseAdvancedDialect);
