import { olympTradeDialect } from '../../../simulator/dialects/olymp-trade.ts';
import { describeDialect } from '../../../testing/dialect-check.ts';
import { olympTrade } from './olymp-trade.ts';

describeDialect(olympTrade, olympTradeDialect);
