import * as v from 'valibot';
import { boundedSetting } from './indicator-kind.ts';
import { INDICATOR_NAMES, kindOf, type IndicatorName } from './indicator-kinds.ts';

/** Names rather than values, so that each theme has its own shade. */
export const INDICATOR_COLORS = ['blue', 'orange', 'purple', 'pink', 'gold', 'cyan', 'grey'] as const;
export type IndicatorColor = (typeof INDICATOR_COLORS)[number];

/** An indicator that the trader has put on the chart. */
export interface IndicatorChoice {
  /** Tells two of the same kind apart. */
  readonly id: number;
  readonly kind: IndicatorName;
  readonly settings: Readonly<Record<string, number>>;
  readonly color: IndicatorColor;
}

/** `settings` as the kind has them: all of them, within their bounds, and no others. */
export const settingsWithin = (
  kind: IndicatorName,
  settings: Readonly<Record<string, unknown>>,
): Record<string, number> =>
  Object.fromEntries(
    Object.entries(kindOf(kind).settings).map(([name, setting]) => [
      name,
      boundedSetting(setting, settings[name]),
    ]),
  );

const CHOICE = v.object({
  id: v.pipe(v.number(), v.safeInteger()),
  kind: v.picklist(INDICATOR_NAMES),
  settings: v.fallback(v.record(v.string(), v.unknown()), {}),
  color: v.fallback(v.picklist(INDICATOR_COLORS), 'blue'),
});

const choiceOf = (stored: unknown): IndicatorChoice[] => {
  const { success, output } = v.safeParse(CHOICE, stored);
  return success ? [{ ...output, settings: settingsWithin(output.kind, output.settings) }] : [];
};

/** What is remembered. An indicator that this version does not know is left out, and so is a second one of an id. */
export const STORED_CHOICES = v.pipe(
  v.array(v.unknown()),
  v.transform((items): readonly IndicatorChoice[] => {
    const known = items.flatMap(choiceOf);
    return known.filter(({ id }, index) => known.findIndex((other) => other.id === id) === index);
  }),
);
