const MS_A_SECOND = 1_000;
const MS_A_MINUTE = 60_000;
const MS_AN_HOUR = 3_600_000;
const MS_A_DAY = 86_400_000;

/** A stretch of time in its largest whole unit, with the next smaller one from an hour on: `3 s`, `2 h 5 min`. */
export const durationText = (ms: number): string => {
  const whole = (unit: number): number => Math.floor(Math.max(0, ms) / unit);
  if (ms < MS_A_MINUTE) return `${whole(MS_A_SECOND)} s`;
  if (ms < MS_AN_HOUR) return `${whole(MS_A_MINUTE)} min`;
  if (ms < MS_A_DAY) return `${whole(MS_AN_HOUR)} h ${whole(MS_A_MINUTE) % 60} min`;
  return `${whole(MS_A_DAY)} d ${whole(MS_AN_HOUR) % 24} h`;
};

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'];

/** `1.5 GB`; 1 KB is 1,000 bytes, as disks are sold. */
export const bytesText = (bytes: number): string => {
  const power = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const value = bytes / 1_000 ** power;
  return `${value.toFixed(power > 0 && value < 10 ? 1 : 0)} ${UNITS[power] ?? ''}`;
};

/** `0.25 ms`, `12 ms`, `1.5 s` */
export const latencyText = (ms: number): string => {
  if (ms >= MS_A_SECOND) return `${(ms / MS_A_SECOND).toFixed(1)} s`;
  return `${ms < 1 ? ms.toFixed(2) : ms.toFixed(ms < 10 ? 1 : 0)} ms`;
};
