import type { Candle } from '../../shared/candle.ts';
import type { Pair } from '../../shared/pair.ts';
import type { Timeframe } from '../../shared/timeframe.ts';
import type { Milliseconds } from '../../shared/units.ts';
import type { DrawnMarks } from './chart/chart-marks.ts';
import type { ChartType } from './chart/chart-types.ts';
import type { LatencySummary } from '../../shared/latency-recorder.ts';
import type { ConnectionState } from './relay/connection-state.ts';

/** What has become of one pair's ticks since the panel opened. A tick counts once, however often it came. */
export interface PairDrawing {
  /** Ticks that the background or the relay sent. */
  received: number;
  /** Of them, those given to the chart's `update()` while the pair was on the chart in focus. */
  drawnOnChart: number;
  /** Of them, those that the pair's row has taken. */
  drawnInList: number;
}

/** From the page's receipt of a tick until it was drawn, ms; the last 10,000. */
export interface LatencyFigures {
  readonly samples: readonly Milliseconds[];
  readonly summary: LatencySummary | undefined;
}

/** An indicator as the chart has it. */
export interface DrawnIndicator {
  readonly kind: string;
  readonly settings: Readonly<Record<string, number>>;
  /** Its name and values, as they are written in the chart. */
  readonly label: string;
  /** From the top; 0 is the candles' own. */
  readonly pane: number;
  /** Of that pane, px. */
  readonly height: number;
  /** What has a value, ascending, times in UTC ms. */
  readonly outputs: readonly {
    readonly name: string;
    readonly points: readonly {
      readonly time: Milliseconds;
      readonly value: number;
      /** Whether nothing is drawn from there to the next. */
      readonly isLeftOut: boolean;
    }[];
  }[];
}

/** One chart of the grid. */
export interface ChartDiagnostics {
  readonly pair: Pair | undefined;
  readonly timeframe: Timeframe | undefined;
  readonly isInFocus: boolean;
  readonly candleCount: number;
  /** Whether the relay's answer is on it. */
  readonly isLoaded: boolean;
  /** The live price as the chart has drawn it. */
  readonly price: string;
}

/**
 * The panel's own figures, for tests, the demo and the bench: `globalThis.tickRelayDiagnostics`.
 * Every member is computed when it is read and holds plain values, so that it can be sent out of the page.
 */
export interface TickRelayDiagnostics {
  readonly connection: ConnectionState;
  /** In the grid's order. All that follows of a chart is of the one in focus. */
  readonly charts: readonly ChartDiagnostics[];
  readonly pair: Pair | undefined;
  readonly timeframe: Timeframe | undefined;
  readonly pairs: Readonly<Record<Pair, Readonly<PairDrawing>>>;
  /** Sums over all pairs. */
  readonly total: Readonly<PairDrawing>;
  /** Ticks that came again, and tuples that are no tick. */
  readonly duplicates: number;
  readonly refused: number;
  /** Of ticks of the pair on the chart, measured after `update()`. */
  readonly chartLatency: LatencyFigures;
  /** Of every tick, measured after the chart and the rows have taken its message. */
  readonly latency: LatencyFigures;
  /** The candles on the chart, ascending, times in UTC ms. */
  readonly candles: readonly Pick<Candle, 'time' | 'open' | 'high' | 'low' | 'close'>[];
  readonly chartType: ChartType;
  /** Times of the outermost candles in view, UTC ms; `undefined` without any. */
  readonly visibleTimes: { readonly from: Milliseconds; readonly to: Milliseconds } | undefined;
  /** What stands on the chart beside its candles. */
  readonly marks: DrawnMarks;
  /** On the chart, in the trader's order. */
  readonly indicators: readonly DrawnIndicator[];
}

declare global {
  // Global declarations have to be `var` to become members of globalThis.
  var tickRelayDiagnostics: TickRelayDiagnostics | undefined;
}
