/** A price as an exchange writes it: plain decimals, padded with zeros to `digits`, and none of its own lost. */
export const decimalText = (price: number, digits: number): string => {
  const plain = String(price);
  // Below a millionth JavaScript has an exponent, which no exchange writes.
  const [whole = '', fraction = ''] = (plain.includes('e') ? price.toFixed(20) : plain).split('.');
  return digits > 0 || fraction ? `${whole}.${fraction.padEnd(digits, '0')}` : whole;
};
