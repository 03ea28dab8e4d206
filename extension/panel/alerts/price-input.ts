import { formatPrice } from '../data/price-format.ts';

/** A price as a person writes it, with a point or a comma; `undefined` where it is none. */
export const priceTyped = (text: string): number | undefined => {
  const price = Number(text.trim().replace(',', '.'));
  return text.trim() !== '' && Number.isFinite(price) && price > 0 ? price : undefined;
};

/** A price between two pips, as the pointer finds it, is that of the nearer pip; `undefined` below the first one. */
export const priceAtPip = (price: number, digits: number): number | undefined =>
  priceTyped(formatPrice(price, digits));
