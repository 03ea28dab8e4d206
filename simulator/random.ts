/** Numbers in [0, 1); the same seed always gives the same ones. */
export type Random = () => number;

const MULBERRY_STEP = 0x6d2b79f5;
const UINT32_RANGE = 2 ** 32;

/** mulberry32: enough for prices that look alive, and small enough to read. */
export const seededRandom = (seed: number): Random => {
  let state = seed >>> 0;
  return () => {
    state = (state + MULBERRY_STEP) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / UINT32_RANGE;
  };
};

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** A seed of its own for each name, so that adding a pair does not change the others' prices (FNV-1a). */
export const seedFor = (seed: number, name: string): number => {
  let hash = FNV_OFFSET ^ seed;
  for (const character of name) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), FNV_PRIME);
  return hash >>> 0;
};

/** One draw of the standard normal distribution (Box–Muller). */
export const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
