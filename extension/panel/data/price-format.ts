/** A price of more places than this is noise of binary fractions. */
const MAX_DIGITS = 12;
const MINUS = '−';
const EMPHASISED_DIGITS = 2;
/** A price of fewer of its own last places than this says hardly anything. */
const FEWEST_POINTS = 100;

/** The decimal places with which a price was written: 1.0842 has 4, 8.367e-6 has 9. */
export const decimalsOf = (price: number): number => {
  const [mantissa = '', exponent = '0'] = String(price).split('e');
  const written = mantissa.split('.')[1]?.length ?? 0;
  return Math.min(MAX_DIGITS, Math.max(0, written - Number(exponent)));
};

/**
 * The decimal places to show: those that the broker gives, `given`, unless of so small a price hardly a figure would
 * be left, or it gives none; then those with which its prices are written.
 */
export const legibleDigits = (price: number, given: number | undefined, written: number): number => {
  if (given === undefined) return written;
  return price * 10 ** given < FEWEST_POINTS ? Math.max(given, written) : given;
};

export const formatPrice = (price: number, digits: number): string =>
  price.toFixed(digits).replace('-', MINUS);

export interface SplitPrice {
  readonly head: string;
  /** The digits that move: the last two. */
  readonly pips: string;
}

export const splitPrice = (text: string): SplitPrice => {
  let from = text.length;
  let digits = 0;
  while (from > 0 && digits < EMPHASISED_DIGITS) {
    from--;
    if (/\d/.test(text.charAt(from))) digits++;
  }
  return { head: text.slice(0, from), pips: text.slice(from) };
};

export type Direction = 'up' | 'down' | 'flat';

export interface Change {
  readonly direction: Direction;
  /** `+0.12%`, with a real minus sign. */
  readonly text: string;
}

/** The change from `open` to `price` in percent. */
export const changeBetween = (open: number, price: number): Change => {
  const text = (((price - open) / open) * 100).toFixed(2);
  const rounded = Number(text);
  if (rounded === 0) return { direction: 'flat', text: '0.00%' };
  return rounded > 0
    ? { direction: 'up', text: `+${text}%` }
    : { direction: 'down', text: `${text.replace('-', MINUS)}%` };
};
