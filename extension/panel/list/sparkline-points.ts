const PADDING_PX = 2;

/**
 * The `points` of an SVG polyline that shows prices as evenly spaced ticks over the whole width and height; a price
 * that does not move is a line through the middle. Sizes are CSS px, with one decimal in the answer.
 */
export const sparklinePoints = (prices: readonly number[], width: number, height: number): string => {
  const low = Math.min(...prices);
  const high = Math.max(...prices);
  const stepX = (width - 2 * PADDING_PX) / (prices.length - 1);
  const stepY = (height - 2 * PADDING_PX) / (high - low);
  const x = (index: number): number => PADDING_PX + index * stepX;
  const y = (price: number): number => (high > low ? PADDING_PX + (high - price) * stepY : height / 2);
  return prices.map((price, index) => `${x(index).toFixed(1)},${y(price).toFixed(1)}`).join(' ');
};
