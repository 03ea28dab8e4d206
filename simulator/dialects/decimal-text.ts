/** All digits of a number whose own text has an exponent, `1.25e-7`. */
const withoutExponent = (text: string): string => {
  const [mantissa = '', exponent = ''] = text.split('e-');
  return `0.${'0'.repeat(Number(exponent) - 1)}${mantissa.replace('.', '')}`;
};

/** A price as an exchange writes it: plain decimals, padded with zeros to `digits`, and none of its own lost. */
export const decimalText = (price: number, digits: number): string => {
  const plain = String(price);
  // Below a millionth JavaScript has an exponent, which no exchange writes.
  const [whole = '', fraction = ''] = (plain.includes('e-') ? withoutExponent(plain) : plain).split('.');
  return digits > 0 || fraction ? `${whole}.${fraction.padEnd(digits, '0')}` : whole;
};
