/** Type of the event on `document` by which the hook hands its frames' target to the bridge, before any page script runs. */
export const HANDOVER_EVENT = 'quflx-tick-relay:handover';
export type HandoverEvent = typeof HANDOVER_EVENT;

/** Type of the events on that target; only the two of us hold it. */
export const FRAME_EVENT = 'frame';
export type FrameEvent = typeof FRAME_EVENT;

/** Types of those that say that the page has what frames may come to unseen: a `WebSocketStream`, or a worker. */
export const STREAM_EVENT = 'stream';
export type StreamEvent = typeof STREAM_EVENT;
export const WORKER_EVENT = 'worker';
export type WorkerEvent = typeof WORKER_EVENT;

/** What the hook shows of each frame, and without data once the socket has closed; `receivedAt`: UTC ms with fractions. */
export type ObservedFrame = readonly [
  socketId: number,
  data: string | ArrayBuffer | Blob | undefined,
  receivedAt: number,
];

export interface HandoverListener {
  onFrame(frame: ObservedFrame): void;
  onStream(): void;
  onWorker(): void;
}

/**
 * Takes what the hook shows: of the first event only, because every later one of that name comes from the page.
 * `preventDefault` tells the hook that it is heard; without it the hook leaves the page as it is.
 *
 * @returns what ends it.
 */
export const takeFrames = (target: EventTarget, listener: HandoverListener): (() => void) => {
  const ended = new AbortController();
  const { signal } = ended;
  target.addEventListener(
    HANDOVER_EVENT,
    (event) => {
      event.stopImmediatePropagation();
      event.preventDefault();
      const frames = (event as FocusEvent).relatedTarget;
      // The page's world and ours share no objects: reading `detail` makes a copy.
      const onFrame = (frame: Event): void => listener.onFrame((frame as CustomEvent<ObservedFrame>).detail);
      frames?.addEventListener(FRAME_EVENT, onFrame, { signal });
      frames?.addEventListener(STREAM_EVENT, () => listener.onStream(), { signal });
      frames?.addEventListener(WORKER_EVENT, () => listener.onWorker(), { signal });
    },
    { once: true, signal },
  );
  return () => ended.abort();
};
