import type { FormingCandle } from '../../../shared/candle-builder.ts';
import type { Candle } from '../../../shared/candle.ts';
import type { Milliseconds } from '../../../shared/units.ts';
import type { CandleChart } from './candle-chart.ts';

/** Who says when charts that are not in focus draw. */
export interface Pace {
  /** Calls `draw` later, once however often it was asked for meanwhile. */
  ask(draw: () => void): void;
  forget(draw: () => void): void;
}

/**
 * A chart that draws what comes for it at once while it is in focus, else when it has its turn. A candle that has
 * changed many times meanwhile is drawn once.
 */
export class PacedChart implements CandleChart {
  readonly #chart: CandleChart;
  readonly #pace: Pace;
  readonly #waiting = new Map<Milliseconds, FormingCandle>();
  #lastDrawn: Milliseconds | undefined;
  #isInFocus = false;

  constructor(chart: CandleChart, pace: Pace) {
    this.#chart = chart;
    this.#pace = pace;
  }

  get barCount(): number {
    return this.#chart.barCount;
  }

  get barsInReach(): number {
    return this.#chart.barsInReach;
  }

  set isInFocus(isInFocus: boolean) {
    this.#isInFocus = isInFocus;
    if (isInFocus) this.draw();
  }

  show(candles: readonly Candle[], duration: Milliseconds): void {
    this.#startWith(candles);
    this.#chart.show(candles, duration);
  }

  replace(candles: readonly Candle[]): void {
    this.#startWith(candles);
    this.#chart.replace(candles);
  }

  update(late: readonly FormingCandle[], live: readonly FormingCandle[]): void {
    if (this.#isInFocus) {
      this.#update(late, live);
      return;
    }
    for (const candle of late) this.#waiting.set(candle.time, candle);
    for (const candle of live) this.#waiting.set(candle.time, candle);
    this.#pace.ask(this.draw);
  }

  /** Draws what else there is on the chart as its ticks are: at once in focus, else in a turn. */
  inTurn(draw: () => void): void {
    if (this.#isInFocus) draw();
    else this.#pace.ask(draw);
  }

  /** Draws now what waits for its turn. Due before the chart gets anything else of the same candles. */
  readonly draw = (): void => {
    if (this.#waiting.size === 0) return;
    const last = this.#lastDrawn;
    const candles = [...this.#waiting.values()].sort((a, b) => a.time - b.time);
    this.#forget();
    const isLive = ({ time }: FormingCandle): boolean => last === undefined || time >= last;
    this.#update(
      candles.filter((candle) => !isLive(candle)),
      candles.filter(isLive),
    );
  };

  destroy(): void {
    this.#forget();
  }

  #update(late: readonly FormingCandle[], live: readonly FormingCandle[]): void {
    this.#lastDrawn = live.at(-1)?.time ?? this.#lastDrawn;
    this.#chart.update(late, live);
  }

  #startWith(candles: readonly Candle[]): void {
    this.#forget();
    this.#lastDrawn = candles.at(-1)?.time;
  }

  #forget(): void {
    this.#waiting.clear();
    this.#pace.forget(this.draw);
  }
}
