/** `13:05:01.123`, as a list of this day's frames has it. */
export const clockOf = (ms: number): string => new Date(ms).toISOString().slice(11, 23);

/** `2026-11-23 13:05:01.123 UTC` */
export const momentOf = (ms: number): string =>
  `${new Date(ms).toISOString().replace('T', ' ').slice(0, 23)} UTC`;
