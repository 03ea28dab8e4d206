import type { ObservedFrame } from './handover.ts';

type Listener = (frame: ObservedFrame) => void;

/** A page's first frames, until it is known how they are read: a moment. */
const MAX_HELD = 2_000;
const MAX_HELD_LENGTH = 8_000_000;

const lengthOf = ([, data]: ObservedFrame): number => {
  if (typeof data === 'string') return data.length;
  return data instanceof ArrayBuffer ? data.byteLength : (data?.size ?? 0);
};

/** Holds a page's frames, bounded, until somebody listens or nobody will; from then on hands them on. */
export class HeldFrames {
  #held: ObservedFrame[] | undefined = [];
  #length = 0;
  #listener: Listener | undefined;

  accept(frame: ObservedFrame): void {
    if (this.#listener) {
      this.#listener(frame);
      return;
    }
    if (!this.#held) return;
    this.#held.push(frame);
    this.#length += lengthOf(frame);
    while (this.#held.length > MAX_HELD || this.#length > MAX_HELD_LENGTH) {
      const [oldest] = this.#held.splice(0, 1);
      if (!oldest) return;
      this.#length -= lengthOf(oldest);
    }
  }

  /** Gives the listener what was held, once this turn is over, and then every frame as it comes; the answer ends that. */
  listen(listener: Listener): () => void {
    const held = this.#held ?? [];
    this.#held = undefined;
    this.#listener = listener;
    // No frame comes before the turn is over.
    queueMicrotask(() => {
      for (const frame of held) this.#listener?.(frame);
    });
    return () => {
      if (this.#listener === listener) this.#listener = undefined;
    };
  }

  /** Nobody listens: holds no more. */
  drop(): void {
    this.#held = undefined;
  }
}
