import type { Pair } from '../shared/pair.ts';
import { ASSETS } from '../simulator/assets.ts';

const CURRENCIES = ['CHF', 'CZK', 'DKK', 'HUF', 'MXN', 'NOK', 'PLN', 'SEK', 'SGD', 'TRY', 'ZAR'];

const crosses = CURRENCIES.flatMap((base) =>
  CURRENCIES.filter((quote) => quote !== base).map((quote): Pair => `${base}${quote}_otc`),
);

/** So many pairs, at most 150, as a trader with everything on a broker's list has them; the simulator's own come first. */
export const manyPairs = (count: number): Pair[] =>
  [...ASSETS.map(({ pair }) => pair), ...crosses].slice(0, count);
