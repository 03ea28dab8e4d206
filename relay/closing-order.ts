interface Part {
  /** What its close does, to be put behind "still under way: ". */
  readonly name: string;
  readonly close: () => unknown;
}

/** The parts that have been opened; closes them one after the other, the last one first. */
export class ClosingOrder {
  readonly #parts: Part[] = [];
  /** What is being closed now. */
  underWay: string | undefined;

  add(name: string, close: () => unknown): void {
    this.#parts.push({ name, close });
  }

  /** A part that fails to close keeps none of the others open; rejects with the first such failure at the end. */
  async close(): Promise<void> {
    const failures: unknown[] = [];
    for (let part = this.#parts.pop(); part; part = this.#parts.pop()) {
      this.underWay = part.name;
      try {
        await part.close();
      } catch (error) {
        failures.push(error);
      }
    }
    this.underWay = undefined;
    if (failures.length > 0) throw failures[0];
  }
}
