import { binanceDialect } from '../../../simulator/dialects/binance.ts';
import { describeDialect } from '../../../testing/dialect-check.ts';
import { binance } from './binance.ts';

describeDialect(binance, binanceDialect);
