import { computed, signal, type ReadonlySignal } from '@preact/signals';
import { streamFrames } from './frame-stream.ts';
import { FrameSight, type SeenFrame } from './seen-frames.ts';

/** What is kept of a site's frames, and only while the inspector is open. */
export const MAX_FRAMES = 200;

/** The live list of a site's frames, newest first. */
export interface Inspection {
  readonly frames: ReadonlySignal<readonly SeenFrame[]>;
  /** Frames that came too fast to be shown. */
  readonly skipped: ReadonlySignal<number>;
  readonly isPaused: ReadonlySignal<boolean>;
  readonly pause: (isPaused: boolean) => void;
  /** The list stands still under a pointer, and goes on behind it. */
  readonly hold: (isHeld: boolean) => void;
  readonly stop: () => void;
}

export const inspect = (host: string): Inspection => {
  const sight = new FrameSight();
  const newest = signal<readonly SeenFrame[]>([]);
  const held = signal<readonly SeenFrame[] | undefined>(undefined);
  const skipped = signal(0);
  const isPaused = signal(false);
  const stop = streamFrames(host, (message) => {
    if (isPaused.value) return;
    const seen = message.frames.flatMap((frame) => sight.see(frame)).reverse();
    newest.value = [...seen, ...newest.value].slice(0, MAX_FRAMES);
    skipped.value += message.skipped;
  });
  return {
    frames: computed(() => held.value ?? newest.value),
    skipped,
    isPaused,
    pause: (value) => (isPaused.value = value),
    hold: (isHeld) => (held.value = isHeld ? (held.value ?? newest.value) : undefined),
    stop,
  };
};
