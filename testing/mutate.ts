import type { Random } from '../simulator/random.ts';

const BYTES = 256;
/** What parsers trip over. */
const TRAPS = [
  '\0',
  '\r\n',
  '"',
  '\\u0000',
  '{',
  '[',
  '9e999',
  '-1',
  '__proto__',
  '\u{1F600}',
  ':',
  ' '.repeat(64),
];

export const pick = <Item>(random: Random, items: readonly Item[]): Item =>
  items[Math.floor(random() * items.length)] as Item;

const placeIn = (random: Random, length: number): number => Math.floor(random() * (length + 1));

/** The text with one to four of: a piece cut out, doubled, or a trap put in. */
export const mutateText = (random: Random, text: string): string => {
  let mutated = text;
  for (let left = 1 + Math.floor(random() * 4); left > 0; left -= 1) {
    const [from, to] = [placeIn(random, mutated.length), placeIn(random, mutated.length)].sort(
      (a, b) => a - b,
    );
    const middle = pick(random, ['', mutated.slice(from, to).repeat(2), pick(random, TRAPS)]);
    const end = middle === '' && random() < 0.5 ? mutated.length : to;
    mutated = mutated.slice(0, from) + middle + mutated.slice(end);
  }
  return mutated;
};

/** The bytes with one to four of them replaced by any others, among the first `within`. */
export const mutateBytes = (random: Random, bytes: Buffer, within = bytes.length): Buffer => {
  const mutated = Buffer.from(bytes);
  for (let left = 1 + Math.floor(random() * 4); left > 0 && within > 0; left -= 1)
    mutated[Math.floor(random() * within)] = Math.floor(random() * BYTES);
  return mutated;
};
