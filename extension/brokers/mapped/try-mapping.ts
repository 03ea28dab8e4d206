import type { Tick } from '../../../shared/tick.ts';
import type { Milliseconds } from '../../../shared/units.ts';
import { mappedDecoder } from './mapped-broker.ts';
import { readPrices, type ReadProblem } from './read-prices.ts';
import type { SiteMapping } from './site-mapping.ts';

/** What a mapping makes of a sample: ticks, or the reason why there are none. */
export type Trial =
  | { readonly ok: true; readonly ticks: readonly Tick[]; readonly skipped: number }
  | { readonly ok: false; readonly problem: ReadProblem };

/**
 * Tries a mapping on the value of one frame, by the decoder that would read the site. `skipped`: rows that gave no tick.
 *
 * @param receivedAt UTC ms.
 */
export const tryMapping = (mapping: SiteMapping, value: unknown, receivedAt: Milliseconds): Trial => {
  const readings = readPrices(mapping, value, receivedAt);
  const ticks = mappedDecoder(mapping)
    .take(value, receivedAt)
    .flatMap((event) => (event.type === 'ticks' ? event.ticks : []));
  if (ticks.length > 0) return { ok: true, ticks, skipped: readings.length - ticks.length };
  // What is a price as it stands was refused for its time: nothing else is judged later.
  return { ok: false, problem: readings.find((reading) => typeof reading === 'string') ?? 'time' };
};
