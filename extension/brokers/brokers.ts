import { binance } from './binance/binance.ts';
import { binomo } from './binomo/binomo.ts';
import type { Broker } from './broker.ts';
import { coinbase } from './coinbase/coinbase.ts';
import { deriv } from './deriv/deriv.ts';
import { expertOption } from './expert-option/expert-option.ts';
import { avalon, bullEx, exnova, iqOption } from './iq-option/iq-option.ts';
import { kraken } from './kraken/kraken.ts';
import { olympTrade } from './olymp-trade/olymp-trade.ts';
import { pocketOption } from './pocket-option/pocket-option.ts';
import { quotex } from './quotex/quotex.ts';
import { isOfSite } from './site-host.ts';
import { tradingView } from './tradingview/tradingview.ts';

/** Every broker whose pages are read. */
export const BROKERS: readonly Broker[] = [
  pocketOption,
  quotex,
  iqOption,
  exnova,
  avalon,
  bullEx,
  deriv,
  binomo,
  expertOption,
  olympTrade,
  binance,
  kraken,
  coinbase,
  tradingView,
];

/** The broker of a page by its host name, sub-domains included; `undefined` for any other page. */
export const brokerForHost = (hostname: string): Broker | undefined =>
  BROKERS.find(({ hosts }) => hosts.some((host) => isOfSite(hostname, host)));
