/** `#rrggbb`, as the style sheet writes the colours that a chart uses. */
const HEX = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i;
/** The lightness from which on black is easier to read than white, of 255. */
const LIGHT = 160;

/** The colour at an opacity from 0 to 1. One that is not `#rrggbb` stays as it is. */
export const withAlpha = (color: string, alpha: number): string =>
  HEX.test(color)
    ? `${color}${Math.round(alpha * 255)
        .toString(16)
        .padStart(2, '0')}`
    : color;

/** The colour in which text on a ground of this colour is legible. */
export const textOn = (color: string): 'black' | 'white' => {
  const [red = 0, green = 0, blue = 0] = (HEX.exec(color) ?? []).slice(1).map((hex) => parseInt(hex, 16));
  return 0.299 * red + 0.587 * green + 0.114 * blue > LIGHT ? 'black' : 'white';
};
