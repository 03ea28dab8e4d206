import { LatencyRecorder } from '../shared/latency-recorder.ts';
import { milliseconds } from '../shared/units.ts';

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
  readonly #times = new LatencyRecorder(KEPT);

  /** `ms`: how long it took. */
  add(ms: number): void {
    this.#times.record(milliseconds(ms));
  }

  /** `undefined` before the first. */
  summary(): TimeSummary | undefined {
    const summary = this.#times.summary();
    return summary && { ...summary, count: this.#times.count };
  }
}
