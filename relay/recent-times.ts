import { quantile } from '../shared/quantile.ts';

const KEPT = 1_024;

export interface TimeSummary {
  /** ms. */
  readonly p50: number;
  /** ms. */
  readonly p99: number;
  /** Of how many. */
  readonly count: number;
}

/** The newest times that something took, for what it takes now: a histogram is of all since the start. */
export class RecentTimes {
  readonly #times = new Float64Array(KEPT);
  #added = 0;

  /** `ms`: how long it took. */
  add(ms: number): void {
    this.#times[this.#added % KEPT] = ms;
    this.#added += 1;
  }

  /** `undefined` before the first. */
  summary(): TimeSummary | undefined {
    const count = Math.min(this.#added, KEPT);
    if (count === 0) return undefined;
    const times = this.#times.subarray(0, count);
    return { p50: quantile(times, 0.5), p99: quantile(times, 0.99), count };
  }
}
