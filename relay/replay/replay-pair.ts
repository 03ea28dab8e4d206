import { isPair, type Pair } from '../../shared/pair.ts';

const SUFFIX = '@replay';

/**
 * The name that a stretch of `pair` is seen again under, so that it never mixes with the live one.
 * `undefined` where the two together are too long for a pair.
 */
export const replayPair = (pair: Pair): Pair | undefined => {
  const name = `${pair}${SUFFIX}`;
  return isPair(name) ? name : undefined;
};
