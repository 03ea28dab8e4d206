import type { Pair } from '../../shared/pair.ts';
import type { Tick } from '../../shared/tick.ts';

/**
 * The JSON of ticks of one pair, exactly `{"pair":…,"price":…,"timestamp":…}`, in the order of `ticks`.
 * Put together by hand: at 100,000 ticks a second `JSON.stringify` is a fifth of what a tick costs.
 */
export const tickLines = (pair: Pair, ticks: readonly Tick[]): string[] => {
  const start = `{"pair":${JSON.stringify(pair)},"price":`;
  return ticks.map((tick) => `${start}${tick.price},"timestamp":${tick.timestamp}}`);
};
