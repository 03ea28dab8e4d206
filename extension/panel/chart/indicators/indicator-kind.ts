import type { Candle } from '../../../../shared/candle.ts';

/** A number that the trader can set. Whole when `step` is. */
export interface NumberSetting {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly initial: number;
}

/** One line or histogram of an indicator. */
export interface IndicatorOutput {
  readonly name: string;
  readonly draw: 'line' | 'histogram';
  /** The colour that the trader chose, a second one beside it, or up and down, by `isRising`. */
  readonly color: 'own' | 'second' | 'direction';
}

/** What an indicator says of one candle. */
export interface IndicatorResult {
  /** By the order of the outputs; not finite where an output has none. */
  readonly values: readonly number[];
  readonly isRising?: boolean;
}

/**
 * Takes candles in ascending order and answers the indicator's result at each, `undefined` while it has seen too few.
 * `isReplacement`: the candle takes the place of the one before, as the forming candle does with every tick.
 */
export type Calculation = (candle: Candle, isReplacement: boolean) => IndicatorResult | undefined;

/** How a pane of its own is scaled. */
export interface PaneScale {
  /** Levels that are marked, such as overbought and oversold. */
  readonly guides: readonly number[];
  /** The least and greatest value there can be, all of which is shown. Without it the scale follows the values. */
  readonly range?: readonly [number, number];
}

/** Everything there is to know of an indicator, except its name in words. */
export interface IndicatorKind<Setting extends string = string> {
  readonly settings: Readonly<Record<Setting, NumberSetting>>;
  readonly outputs: readonly IndicatorOutput[];
  /** Drawn over the candles when it has none. */
  readonly pane?: PaneScale;
  /** Decimal places of its values: the pair's own, one more for differences of prices, or so many. */
  readonly decimals: 'price' | 'difference' | number;
  start(settings: Readonly<Record<Setting, number>>): Calculation;
}

/** The settings of a kind as they are before the trader changes them. */
export const initialSettings = (kind: IndicatorKind): Record<string, number> =>
  Object.fromEntries(Object.entries(kind.settings).map(([name, { initial }]) => [name, initial]));

/** The nearest value that the setting can have; its first one for what is no number. */
export const boundedSetting = ({ min, max, step, initial }: NumberSetting, value: unknown): number => {
  if (typeof value !== 'number' || !Number.isFinite(value)) return initial;
  const stepped = Number((Math.round(value / step) * step).toFixed(4));
  return Math.min(max, Math.max(min, stepped));
};

/** Of how many candles an indicator is made. */
export const period = (initial: number, min = 1): NumberSetting => ({ min, max: 500, step: 1, initial });

/** How many of some unit of spread a band is away. */
export const multiplier = (initial: number): NumberSetting => ({ min: 0.1, max: 10, step: 0.1, initial });

/** Of an indicator with one line, from what the library answers. */
export const single = (value: number | null): IndicatorResult | undefined =>
  value === null ? undefined : { values: [value] };
