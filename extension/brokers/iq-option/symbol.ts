import { isPair, pairOf } from '../../../shared/pair.ts';
import type { WireRecord } from '../wire/wire-values.ts';

/** Before the symbol in a name that the page translates: `front.EURUSD-OTC`. */
const TRANSLATED = 'front.';
const OTC = '-OTC';

/**
 * An asset's symbol by its entries of one list: of `ticker`, `name`, `underlying` and `localization_key` the first that
 * makes a pair, but one that ends in `-OTC` before any other. Public clients do not agree on which of them has that
 * ending, and without it a market of the broker's own would pass for the real one.
 */
export const symbolOf = (brokerId: string, entries: readonly WireRecord[]): string | undefined => {
  const symbols = entries
    .flatMap(({ ticker, name, underlying, localization_key }) => [ticker, name, underlying, localization_key])
    .filter((text) => typeof text === 'string')
    .map((text) => (text.startsWith(TRANSLATED) ? text.slice(TRANSLATED.length) : text))
    .filter((symbol) => isPair(pairOf(brokerId, symbol)));
  return symbols.find((symbol) => symbol.endsWith(OTC)) ?? symbols[0];
};

/** For people: `EURUSD-OTC` becomes `EUR/USD OTC`. */
export const labelOf = (symbol: string): string => {
  const isOtc = symbol.endsWith(OTC);
  const bare = isOtc ? symbol.slice(0, -OTC.length) : symbol;
  const label = /^[A-Z]{6}$/.test(bare) ? `${bare.slice(0, 3)}/${bare.slice(3)}` : bare;
  return isOtc ? `${label} OTC` : label;
};
