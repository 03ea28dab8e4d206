import type { Milliseconds } from '../../../shared/units.ts';

/** From here on an age is dimmed and a feed counts as stale. */
export const STALE_MS = 15_000;

const STEPS = [
  { unit: 'd', length: 86_400_000 },
  { unit: 'h', length: 3_600_000 },
  { unit: 'm', length: 60_000 },
  { unit: 's', length: 1_000 },
] as const;

/** How long ago in its largest unit, short enough for a column: `3s`, `12m`, `2d`. A clock's lead is 0. */
export const formatAge = (age: Milliseconds): string => {
  const step = STEPS.find(({ length }) => age >= length);
  return step ? `${Math.floor(age / step.length)}${step.unit}` : '0s';
};

/** A count that stays within five characters: `940`, `10.2k`, `3.1M`. */
export const formatCount = (count: number): string => {
  if (count < 1_000) return String(count);
  const [value, unit] = count < 999_950 ? [count / 1_000, 'k'] : [count / 1_000_000, 'M'];
  return `${value < 99.95 ? value.toFixed(1) : value.toFixed(0)}${unit}`;
};
