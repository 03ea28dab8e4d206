import * as v from 'valibot';
import { isPair, type Pair } from '../../shared/pair.ts';
import type { PairRename } from '../../shared/pair-rename.ts';
import type { Milliseconds } from '../../shared/units.ts';

/** In `storage.local`: a list of `PriceAlert`. */
export const ALERTS_KEY = 'alerts';
/** Alerts that were reached stay to be seen and set again; beyond so many the oldest are forgotten. */
export const MAX_REACHED = 50;

const instant = v.custom<Milliseconds>((value) => Number.isSafeInteger(value));
const price = v.pipe(v.number(), v.finite(), v.gtValue(0));

/** Where a price stands as seen from the alert's line. */
export type Side = 'below' | 'above';

const ALERT = v.object({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  pair: v.custom<Pair>(isPair),
  /** For people, as is `digits`: decimal places. */
  label: v.pipe(v.string(), v.maxLength(200)),
  digits: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(15)),
  price,
  /** Where the price stood when the alert was set; absent while it is not known, or just on the line. */
  side: v.optional(v.picklist(['below', 'above'])),
  /** Time of the newest tick that the trader had seen then; what is older is no reason to alert. */
  since: instant,
  /** The tick that reached the line. */
  reached: v.optional(v.object({ price, at: instant })),
});

/** A line at a price of a pair, and whether the price has reached it since it was set. Times are UTC ms. */
export type PriceAlert = Readonly<v.InferOutput<typeof ALERT>>;
export type Reached = NonNullable<PriceAlert['reached']>;

/** Reads what `storage.local` holds; what is no alert is left out. */
export const alertsOf = (stored: unknown): readonly PriceAlert[] =>
  Array.isArray(stored)
    ? stored.flatMap((value: unknown) => {
        const parsed = v.safeParse(ALERT, value);
        return parsed.success ? [parsed.output] : [];
      })
    : [];

/** `undefined` on the line. */
export const sideOf = (price: number, line: number): Side | undefined =>
  price === line ? undefined : price < line ? 'below' : 'above';

/** Whether a price that stood at `side` of the line is on it or beyond. */
export const hasReached = (side: Side, price: number, line: number): boolean =>
  side === 'below' ? price >= line : price <= line;

/** What waits at a pair that was renamed waits at its new name; `label` is what that is called. */
export const withRenamed = (
  alerts: readonly PriceAlert[],
  { from, to }: PairRename,
  label: string,
): readonly PriceAlert[] =>
  alerts.map((alert) => (alert.pair === from ? { ...alert, pair: to, label } : alert));

/** Marks one as reached; an alert that is gone, or reached already, stays as it is. */
export const withReached = (
  alerts: readonly PriceAlert[],
  id: string,
  reached: Reached,
): readonly PriceAlert[] => {
  const marked = alerts.map((alert) =>
    alert.id === id && alert.reached === undefined ? { ...alert, reached } : alert,
  );
  const oldest = marked
    .flatMap((alert) => alert.reached ?? [])
    .map(({ at }) => at)
    .sort((a, b) => b - a)[MAX_REACHED];
  return oldest === undefined
    ? marked
    : marked.filter((alert) => !alert.reached || alert.reached.at > oldest);
};
