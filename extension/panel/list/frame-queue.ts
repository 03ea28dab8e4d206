/** Rows and headline change at most so often; a tint, which the next painting takes away, lasts as long. */
export const PAINT_INTERVAL_MS = 150;

export interface Paintable {
  /** Answers whether it has to be painted once more, as when a tint is to be taken away again. */
  paint(): boolean;
}

/**
 * Gathers what has changed and paints each of it once, on an animation frame: the next one, or one that is at least
 * `intervalMs` after the last. A person cannot read faster, and every frame costs the same, however little it shows.
 */
export class FrameQueue {
  readonly #intervalMs: number;
  #paintedAt = Number.NEGATIVE_INFINITY;
  readonly #changed = new Set<Paintable>();
  #isScheduled = false;

  constructor(intervalMs: number) {
    this.#intervalMs = intervalMs;
  }

  add(paintable: Paintable): void {
    this.#changed.add(paintable);
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    const wait = this.#paintedAt + this.#intervalMs - performance.now();
    if (wait <= 0) requestAnimationFrame(() => this.#paint());
    else setTimeout(() => requestAnimationFrame(() => this.#paint()), wait);
  }

  #paint(): void {
    this.#isScheduled = false;
    this.#paintedAt = performance.now();
    const changed = [...this.#changed];
    this.#changed.clear();
    for (const paintable of changed) {
      if (paintable.paint()) this.add(paintable);
    }
  }
}
