/** A price of more places than this is noise of binary fractions. */
const MAX_DIGITS = 12;
const MINUS = '−';
const EMPHASISED_DIGITS = 2;

/** The decimal places with which a price was written: 1.0842 has 4, 8.367e-6 has 9. */
export const decimalsOf = (price: number): number => {
  const [mantissa = '', exponent = '0'] = String(price).split('e');
  const written = mantissa.split('.')[1]?.length ?? 0;
  return Math.min(MAX_DIGITS, Math.max(0, written - Number(exponent)));
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
