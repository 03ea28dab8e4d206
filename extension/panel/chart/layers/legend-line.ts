import type { Candle } from '../../../../shared/candle.ts';
import type { Direction } from '../../data/price-format.ts';
import { changeBetween } from '../../data/price-format.ts';

/** One figure of the legend; `name` is a key of its texts. */
export interface LegendFigure {
  readonly name: 'open' | 'high' | 'low' | 'close' | 'change' | 'ticks' | 'price';
  readonly text: string;
}

export interface LegendLine {
  readonly direction: Direction;
  readonly figures: readonly LegendFigure[];
}

/** In place of a count where no tick of a candle was ours, but the broker gave it. */
const UNKNOWN = '–';

/** What there is to say of a candle. A single tick has but its price. */
export const legendLine = (
  { open, high, low, close, ticks }: Candle,
  isTick: boolean,
  format: (price: number) => string,
): LegendLine => {
  if (isTick) return { direction: 'flat', figures: [{ name: 'price', text: format(close) }] };
  const change = changeBetween(open, close).text;
  return {
    direction: close > open ? 'up' : close < open ? 'down' : 'flat',
    figures: [
      { name: 'open', text: format(open) },
      { name: 'high', text: format(high) },
      { name: 'low', text: format(low) },
      { name: 'close', text: format(close) },
      { name: 'change', text: change },
      { name: 'ticks', text: ticks > 0 ? ticks.toLocaleString('en') : UNKNOWN },
    ],
  };
};
