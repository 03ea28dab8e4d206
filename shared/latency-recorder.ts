import { quantile } from './quantile.ts';
import { milliseconds, type Milliseconds } from './units.ts';

const CAPACITY = 10_000;

export interface LatencySummary {
  readonly p50: Milliseconds;
  readonly p99: Milliseconds;
}

/** The newest latencies, 10,000 unless told. */
export class LatencyRecorder {
  readonly #ring: Float64Array;
  #recorded = 0;

  constructor(capacity = CAPACITY) {
    this.#ring = new Float64Array(capacity);
  }

  /** How many are remembered. */
  get count(): number {
    return Math.min(this.#recorded, this.#ring.length);
  }

  record(latency: Milliseconds): void {
    this.#ring[this.#recorded % this.#ring.length] = latency;
    this.#recorded++;
  }

  /** In the order in which they were recorded, ms. */
  samples(): Milliseconds[] {
    const length = this.count;
    const first = this.#recorded - length;
    return Array.from({ length }, (_, index) =>
      milliseconds(this.#ring[(first + index) % this.#ring.length] ?? 0),
    );
  }

  /** `undefined` while there is no sample. Each figure is a sample: the smallest that so many do not exceed. */
  summary(): LatencySummary | undefined {
    if (this.#recorded === 0) return undefined;
    const recorded = this.#ring.subarray(0, this.#recorded);
    return { p50: milliseconds(quantile(recorded, 0.5)), p99: milliseconds(quantile(recorded, 0.99)) };
  }
}
