import { candles } from './candles.ts';
import type { SeriesKind } from './series-kind.ts';

/** A candle that closed higher is an outline, so that its direction does not hang on its colour alone. */
export const hollowCandles: SeriesKind = {
  ...candles,
  options: (colors) => ({
    ...candles.options(colors),
    upColor: 'transparent',
    borderVisible: true,
    borderUpColor: colors.up,
    borderDownColor: colors.down,
  }),
};
