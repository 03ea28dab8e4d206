import type { FormingCandle } from '../../../shared/candle-builder.ts';
import type { Candle } from '../../../shared/candle.ts';
import type { Milliseconds } from '../../../shared/units.ts';

/** What the feed needs of a chart. */
export interface CandleChart {
  /** Shows another series from its newest end. */
  show(candles: readonly Candle[], duration: Milliseconds): void;
  /** Sets the same series anew; what is in view stays there. */
  replace(candles: readonly Candle[]): void;
  /** Changes candles that it has, and adds newer ones. Both ascending. */
  update(late: readonly FormingCandle[], live: readonly FormingCandle[]): void;
  /** Empty places included. */
  readonly barCount: number;
  /** How many bars back from the newest the left edge of the view is. */
  readonly barsInReach: number;
}
