import type { Milliseconds } from '../../../shared/units.ts';

const BUCKET_MS = 1_000;
const WINDOW_BUCKETS = 5;

/** Ticks a second over the last five whole seconds, so that a slow feed does not read as 0, 1, 0, 1. */
export class TickRate {
  readonly #counts = new Map<number, number>();

  add(ticks: number, now: Milliseconds): void {
    const bucket = Math.floor(now / BUCKET_MS);
    this.#counts.set(bucket, (this.#counts.get(bucket) ?? 0) + ticks);
  }

  perSecond(now: Milliseconds): number {
    const current = Math.floor(now / BUCKET_MS);
    let sum = 0;
    for (const [bucket, count] of this.#counts) {
      if (bucket < current - WINDOW_BUCKETS) this.#counts.delete(bucket);
      else if (bucket < current) sum += count;
    }
    return sum / WINDOW_BUCKETS;
  }
}
