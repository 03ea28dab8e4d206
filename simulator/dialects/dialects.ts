import { binanceDialect } from './binance.ts';
import { binomoDialect } from './binomo.ts';
import { coinbaseDialect } from './coinbase.ts';
import { derivDialect } from './deriv.ts';
import type { BrokerDialect } from './dialect.ts';
import { expertOptionDialect } from './expert-option.ts';
import { iqOptionDialects } from './iq-option.ts';
import { krakenDialect } from './kraken.ts';
import { olympTradeDialect } from './olymp-trade.ts';
import { quotexDialect } from './quotex.ts';
import { tradingViewDialect } from './tradingview.ts';

/** Of every broker but Pocket Option, which has a simulator of its own. */
export const DIALECTS: readonly BrokerDialect[] = [
  quotexDialect,
  ...iqOptionDialects,
  derivDialect,
  binomoDialect,
  expertOptionDialect,
  olympTradeDialect,
  binanceDialect,
  krakenDialect,
  coinbaseDialect,
  tradingViewDialect,
];
