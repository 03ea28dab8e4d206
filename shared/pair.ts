import { brokerName, isExperimental } from './broker-names.ts';

/**
 * A broker's own symbol, unchanged: `EURUSD_otc`, `#AAPL_otc`, `TON-USD_otc`.
 * The suffix is part of the name: an OTC instrument and the regular one are different markets.
 */
export type Pair = string;

export const MAX_PAIR_LENGTH = 64;

/** What every store, Redis key and URL can carry without escaping surprises. */
const PAIR_PATTERN = /^[A-Za-z0-9#][A-Za-z0-9#._/&+:@!-]{0,63}$/;

export const isPair = (value: unknown): value is Pair =>
  typeof value === 'string' && value.length <= MAX_PAIR_LENGTH && PAIR_PATTERN.test(value);

/** The broker whose pairs stand bare; every other broker's carry `@broker`. */
const UNQUALIFIED_BROKER = 'pocket-option';

/**
 * Names a broker's symbol so that two brokers' prices never share a candle:
 * `EURUSD_otc` for Pocket Option, `EURUSD_otc@quotex` for any other.
 */
export const pairOf = (brokerId: string, symbol: string): Pair =>
  brokerId === UNQUALIFIED_BROKER ? symbol : `${symbol}@${brokerId}`;

/** What stands behind a label so that two brokers' pairs are told apart; nothing for the broker whose pairs stand bare. */
const brokerMark = (pair: Pair): string => {
  const brokerId = pair.split('@')[1];
  if (!brokerId) return '';
  return ` · ${brokerName(brokerId)}${isExperimental(brokerId) ? ' (experimental)' : ''}`;
};

/** What a pair is called: by its broker's asset list, and which broker's it is: `EUR/USD OTC · Quotex`. */
export const labelWithBroker = (pair: Pair, assetLabel: string): string => assetLabel + brokerMark(pair);

/** A readable name until the broker's asset list gives its own: `EURUSD_otc` becomes `EUR/USD OTC`. */
export const fallbackLabel = (pair: Pair): string => {
  const [symbol = pair] = pair.split('@');
  const otc = symbol.endsWith('_otc');
  const bare = otc ? symbol.slice(0, -'_otc'.length) : symbol;
  const named = /^[A-Z]{6}$/.test(bare)
    ? `${bare.slice(0, 3)}/${bare.slice(3)}`
    : bare.replace(/^#/, '').replace('-', '/');
  return labelWithBroker(pair, otc ? `${named} OTC` : named);
};
