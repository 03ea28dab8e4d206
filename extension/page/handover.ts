/** Type of the event on `document` by which the hook hands its port to the bridge, before any page script runs. */
export const HANDOVER_EVENT = 'quflx-tick-relay:handover';
export type HandoverEvent = typeof HANDOVER_EVENT;

/** What the hook posts for each frame, and without data once the socket has closed; `receivedAt`: UTC ms with fractions. */
export type ObservedFrame = readonly [
  socketId: number,
  data: string | ArrayBuffer | Blob | undefined,
  receivedAt: number,
];

/**
 * Takes the hook's port: the first one only, because every later event of that name comes from the page.
 * `preventDefault` tells the hook that its port is taken; without it the hook leaves the page as it is.
 */
export const takePort = (target: EventTarget, onPort: (port: MessagePort) => void): void => {
  target.addEventListener(
    HANDOVER_EVENT,
    (event) => {
      event.stopImmediatePropagation();
      event.preventDefault();
      const [port] = (event as MessageEvent).ports;
      if (port) onPort(port);
    },
    { once: true },
  );
};
