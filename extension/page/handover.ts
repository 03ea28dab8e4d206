/** Type of the event on `document` by which the hook hands its frames' target to the bridge, before any page script runs. */
export const HANDOVER_EVENT = 'quflx-tick-relay:handover';
export type HandoverEvent = typeof HANDOVER_EVENT;

/** Type of the events on that target; only the two of us hold it. */
export const FRAME_EVENT = 'frame';
export type FrameEvent = typeof FRAME_EVENT;

/** What the hook shows of each frame, and without data once the socket has closed; `receivedAt`: UTC ms with fractions. */
export type ObservedFrame = readonly [
  socketId: number,
  data: string | ArrayBuffer | Blob | undefined,
  receivedAt: number,
];

/**
 * Takes the hook's frames: of the first event only, because every later one of that name comes from the page.
 * `preventDefault` tells the hook that it is heard; without it the hook leaves the page as it is.
 *
 * @returns what ends it.
 */
export const takeFrames = (target: EventTarget, onFrame: (frame: ObservedFrame) => void): (() => void) => {
  const ended = new AbortController();
  target.addEventListener(
    HANDOVER_EVENT,
    (event) => {
      event.stopImmediatePropagation();
      event.preventDefault();
      (event as FocusEvent).relatedTarget?.addEventListener(
        FRAME_EVENT,
        // The page's world and ours share no objects: reading `detail` makes a copy.
        (frame) => onFrame((frame as CustomEvent<ObservedFrame>).detail),
        { signal: ended.signal },
      );
    },
    { once: true, signal: ended.signal },
  );
  return () => ended.abort();
};
