export interface Paintable {
  paint(): void;
}

/** Gathers what has changed and paints each of it once, on the next animation frame. */
export class FrameQueue {
  readonly #changed = new Set<Paintable>();
  #isScheduled = false;

  add(paintable: Paintable): void {
    this.#changed.add(paintable);
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    requestAnimationFrame(() => this.#paint());
  }

  #paint(): void {
    this.#isScheduled = false;
    const changed = [...this.#changed];
    this.#changed.clear();
    for (const paintable of changed) paintable.paint();
  }
}
