const GRID_LINES = 4;
const PADDING = 12;
const AXIS_GAP = 10;

interface Colours {
  readonly line: string;
  readonly grid: string;
  readonly text: string;
}

/** Draws prices, oldest first, as one line over the canvas with a price scale at its right. */
export const drawPriceLine = (
  canvas: HTMLCanvasElement,
  prices: readonly number[],
  digits: number,
  colours: Colours,
): void => {
  const context = canvas.getContext('2d');
  if (!context) return;
  const { clientWidth: width, clientHeight: height } = canvas;
  canvas.width = width * devicePixelRatio;
  canvas.height = height * devicePixelRatio;
  context.scale(devicePixelRatio, devicePixelRatio);
  const last = prices.at(-1);
  if (last === undefined) return;
  const low = Math.min(...prices);
  const high = Math.max(...prices);
  const range = high - low || 10 ** -digits;
  const y = (price: number): number => height - PADDING - ((price - low) / range) * (height - 2 * PADDING);

  context.font = '12px system-ui, sans-serif';
  const right = width - AXIS_GAP - context.measureText(high.toFixed(digits)).width;
  const x = (index: number): number => (index / Math.max(prices.length - 1, 1)) * right;
  context.textBaseline = 'middle';
  context.fillStyle = colours.text;
  context.strokeStyle = colours.grid;
  for (let line = 0; line <= GRID_LINES; line++) {
    const price = low + (range * line) / GRID_LINES;
    context.beginPath();
    context.moveTo(0, y(price));
    context.lineTo(right, y(price));
    context.stroke();
    context.fillText(price.toFixed(digits), right + AXIS_GAP, y(price));
  }

  context.strokeStyle = colours.line;
  context.lineWidth = 1.75;
  context.lineJoin = 'round';
  context.beginPath();
  prices.forEach((price, index) => context.lineTo(x(index), y(price)));
  context.stroke();
  context.fillStyle = colours.line;
  context.beginPath();
  context.arc(x(prices.length - 1), y(last), 3.5, 0, 2 * Math.PI);
  context.fill();
};
