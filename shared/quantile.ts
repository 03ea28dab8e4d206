/** The value below which the share `q` (0 to 1) of the samples lies, nearest rank: one of them. NaN of none. */
export const quantile = (samples: ArrayLike<number>, q: number): number => {
  const sorted = Float64Array.from(samples).sort();
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN;
};
