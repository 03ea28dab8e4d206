import { quantile } from '../../../shared/quantile.ts';
import { milliseconds, type Milliseconds } from '../../../shared/units.ts';

const CAPACITY = 10_000;

export interface LatencySummary {
  readonly p50: Milliseconds;
  readonly p99: Milliseconds;
}

/** The last 10,000 latencies. */
export class LatencyRecorder {
  readonly #ring = new Float64Array(CAPACITY);
  #recorded = 0;

  record(latency: Milliseconds): void {
    this.#ring[this.#recorded % CAPACITY] = latency;
    this.#recorded++;
  }

  /** In the order in which they were recorded, ms. */
  samples(): Milliseconds[] {
    const length = Math.min(this.#recorded, CAPACITY);
    const first = this.#recorded - length;
    return Array.from({ length }, (_, index) => milliseconds(this.#ring[(first + index) % CAPACITY] ?? 0));
  }

  /** `undefined` while there is no sample. Each figure is a sample: the smallest that so many do not exceed. */
  summary(): LatencySummary | undefined {
    if (this.#recorded === 0) return undefined;
    const recorded = this.#ring.subarray(0, this.#recorded);
    return { p50: milliseconds(quantile(recorded, 0.5)), p99: milliseconds(quantile(recorded, 0.99)) };
  }
}
