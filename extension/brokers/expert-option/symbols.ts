import { isPair, pairOf } from '../../../shared/pair.ts';
import type { AssetNames } from '../wire/asset-names.ts';
import type { WireRecord } from '../wire/wire-values.ts';

/** Far more than the broker lists. */
const MAX_ASSETS = 10_000;

/**
 * The broker's symbol, with the suffix that it gives its newer over-the-counter assets itself: "AUD/USD (OTC)" is
 * `AUDUSD_OTC`, but "Google (OTC)" is `GOOG` like the share.
 */
const symbolOf = ({ symbol, name }: WireRecord): string | undefined => {
  if (typeof symbol !== 'string') return undefined;
  const isUnmarkedOtc =
    typeof name === 'string' &&
    name.toUpperCase().includes('(OTC)') &&
    !symbol.toUpperCase().includes('_OTC');
  return isUnmarkedOtc ? `${symbol}_OTC` : symbol;
};

/** How many assets have each symbol. */
const bearers = (symbols: Iterable<string>): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const symbol of symbols) counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
  return counts;
};

/**
 * Names the assets of a page. Prices carry an asset's number, and ExpertOption's symbols are not unique: three numbers
 * were `BTCUSD`. Two assets must never share a candle, so each of those that this socket has listed under one symbol
 * takes its number to it, `BTCUSD.231`.
 */
export class ExpertOptionSymbols {
  readonly #brokerId: string;
  readonly #names: AssetNames;
  readonly #symbols = new Map<number, string>();

  constructor(brokerId: string, names: AssetNames) {
    this.#brokerId = brokerId;
    this.#names = names;
  }

  /** Takes the rows of one asset list; answers the symbol of each, where it has one that can be a pair. */
  learn(rows: readonly WireRecord[]): (string | undefined)[] {
    for (const row of rows) this.#add(row.id, symbolOf(row));
    const counts = bearers(this.#symbols.values());
    return rows.map(({ id }) => {
      const symbol = typeof id === 'number' ? this.#symbols.get(id) : undefined;
      if (typeof id !== 'number' || symbol === undefined) return undefined;
      const unique = counts.get(symbol) === 1 ? symbol : `${symbol}.${id}`;
      if (!isPair(pairOf(this.#brokerId, unique))) return undefined;
      this.#names.learn(id, unique);
      return unique;
    });
  }

  #add(id: unknown, symbol: string | undefined): void {
    if (typeof id !== 'number' || !Number.isSafeInteger(id) || symbol === undefined) return;
    if (this.#symbols.size < MAX_ASSETS || this.#symbols.has(id)) this.#symbols.set(id, symbol);
  }
}
