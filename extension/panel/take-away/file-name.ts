import type { Milliseconds } from '../../../shared/units.ts';
import type { Shown } from '../selection.ts';

/** `EURUSD_otc-1m-20261123T075500Z.csv`: the time in UTC; what not every file system takes becomes `_`. */
export const fileName = ({ pair, timeframe }: Shown, time: Milliseconds, extension: string): string => {
  const stamp = new Date(time).toISOString().replace(/\.\d+/, '').replace(/[-:]/g, '');
  return `${pair.replace(/[^A-Za-z0-9._-]/g, '_')}-${timeframe}-${stamp}.${extension}`;
};
