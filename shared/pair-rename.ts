import { isPair, type Pair } from './pair.ts';

/** What a pair was called until its name was known, and what it is called since. */
export interface PairRename {
  readonly from: Pair;
  readonly to: Pair;
}

/** The symbol of an asset whose prices carry the broker's number alone, until a list of the broker's has named it. */
export const namelessSymbol = (id: number): string => `active:${id}`;

/** Only other brokers' pairs than the first one's can be nameless: they carry `@broker`. */
const NAMELESS = /^active:\d{1,16}(@[a-z0-9-]+)$/;

/**
 * Whether this says the name of a pair that had none: of the same broker, and for good. Nothing else is ever renamed,
 * so that no message can pour one market's ticks into another's.
 */
export const isPairRename = (from: unknown, to: unknown): boolean => {
  if (!isPair(from) || !isPair(to) || NAMELESS.test(to)) return false;
  const [, broker] = NAMELESS.exec(from) ?? [];
  return broker !== undefined && to.endsWith(broker);
};

/** Each former name's new one. */
export type NewNames = ReadonlyMap<Pair, Pair>;

export const newNames = (renames: readonly PairRename[]): Map<Pair, Pair> =>
  new Map(renames.map(({ from, to }) => [from, to]));

/** The same thing where it carries no former name, else a copy with the new one. */
export const named = <Thing extends { readonly pair: Pair }>(thing: Thing, names: NewNames): Thing => {
  const pair = names.get(thing.pair);
  return pair === undefined ? thing : { ...thing, pair };
};
