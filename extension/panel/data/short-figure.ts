const NOT_BELOW_TEN = 9.95;

/** A figure that is read at a glance: `4.2` below ten, `38` above. */
export const shortFigure = (value: number): string =>
  value < NOT_BELOW_TEN ? value.toFixed(1) : value.toFixed(0);
