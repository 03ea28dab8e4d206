import { MAX_SHOWN_LENGTH, type InspectedFrame, type InspectedFrames } from '../contracts/site-messages.ts';
import type { ObservedFrame } from './handover.ts';

/** What is used of `chrome.runtime.Port`. */
export interface InspectorPort {
  postMessage(message: InspectedFrames): void;
  readonly onDisconnect: { addListener(listener: () => void): void };
}

/** A person reads no faster, and a page must not be slowed down for being looked at. */
const FLUSH_MS = 250;
const MAX_FRAMES_PER_FLUSH = 50;

const utf8 = new TextDecoder('utf-8', { fatal: true });

const textOf = (bytes: ArrayBuffer): string | undefined => {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
};

/** Shows a page's frames to the inspectors that are open; while there is none, a frame costs nothing. */
export class FrameInspection {
  readonly #ports = new Set<InspectorPort>();
  /** Frames of one tab have sockets of the same numbers. */
  readonly #frameId = Math.random().toString(36).slice(2);
  #frames: InspectedFrame[] = [];
  #skipped = 0;
  #isFlushing = false;
  /** Bytes of a Blob come later; what comes after them waits. */
  #last: Promise<void> | undefined;

  add(port: InspectorPort): void {
    this.#ports.add(port);
    port.onDisconnect.addListener(() => this.#ports.delete(port));
  }

  accept([socketId, data, receivedAt]: ObservedFrame): void {
    if (this.#ports.size === 0 || data === undefined) return;
    if (!this.#isFlushing) setTimeout(() => this.#flush(), FLUSH_MS);
    this.#isFlushing = true;
    if (this.#frames.length >= MAX_FRAMES_PER_FLUSH) {
      this.#skipped += 1;
      return;
    }
    const socket = `${this.#frameId}/${socketId}`;
    if (!(data instanceof Blob) && !this.#last) {
      this.#show(socket, data, receivedAt);
      return;
    }
    const shown = (this.#last ?? Promise.resolve())
      .then(async () =>
        this.#show(socket, data instanceof Blob ? await data.arrayBuffer() : data, receivedAt),
      )
      .catch(() => undefined)
      .then(() => {
        if (this.#last === shown) this.#last = undefined;
      });
    this.#last = shown;
  }

  #show(socket: string, data: string | ArrayBuffer, receivedAt: number): void {
    const isBinary = typeof data !== 'string';
    this.#frames.push({
      socket,
      receivedAt,
      text: (isBinary ? textOf(data) : data)?.slice(0, MAX_SHOWN_LENGTH),
      isBinary,
      length: isBinary ? data.byteLength : data.length,
    });
  }

  #flush(): void {
    this.#isFlushing = false;
    const message: InspectedFrames = { frames: this.#frames, skipped: this.#skipped };
    this.#frames = [];
    this.#skipped = 0;
    for (const port of this.#ports) {
      try {
        port.postMessage(message);
      } catch {
        // It has closed under us.
        this.#ports.delete(port);
      }
    }
  }
}
