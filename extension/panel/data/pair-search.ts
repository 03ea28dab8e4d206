import type { Pair } from '../../../shared/pair.ts';

/** What a pair is looked for by. */
export interface Named {
  readonly pair: Pair;
  /** For people: `EUR/USD OTC`. */
  readonly label: string;
}

const ACCENTS = /\p{M}/gu;
const SEPARATORS = /[^\p{L}\p{N}]+/u;

const plain = (text: string): string => text.normalize('NFKD').replace(ACCENTS, '').toLowerCase();
const wordsOf = (text: string): string[] => plain(text).split(SEPARATORS).filter(Boolean);

/**
 * Whether a trader who types `query` means this pair: each word of it is within the label or the symbol, both without
 * what separates their parts, so that `eurusd`, `eur usd`, `EUR/USD` and `otc eur` all find `EUR/USD OTC`.
 * A query without a letter or digit means every pair.
 */
export const matchesSearch = (query: string, { pair, label }: Named): boolean => {
  const [inLabel, inSymbol] = [wordsOf(label).join(''), wordsOf(pair).join('')];
  return wordsOf(query).every((word) => inLabel.includes(word) || inSymbol.includes(word));
};
