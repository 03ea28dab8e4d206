import type { Candle } from '../../../shared/candle.ts';

/** What is drawn along with the candles, of the same candles, in the same turn: an indicator, a mark. */
export interface ChartLayer {
  /** The series was set anew. Ascending. */
  replace(candles: readonly Candle[]): void;
  /** Candles that it has changed, the late ones before the last, and newer ones came. Both ascending. */
  update(late: readonly Candle[], live: readonly Candle[]): void;
  /** The colours have changed. */
  applyTheme(): void;
  /** Takes everything of it off the chart. */
  remove(): void;
}
