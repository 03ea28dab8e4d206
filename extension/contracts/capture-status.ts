import browser from 'webextension-polyfill';

/** Where the background's connection to the relay stands. */
export type CaptureState =
  | 'connecting'
  | 'connected'
  | 'not-paired'
  | 'relay-not-running'
  | 'token-refused'
  | 'origin-refused'
  | 'version-differs';

/** How a page may receive its prices unseen, as far as it is known. */
export interface UnseenSigns {
  /** Whether it runs a worker, where a feed would not be seen. */
  readonly hasWorker: boolean;
  /** Whether it has opened a `WebSocketStream`, whose frames are not seen. */
  readonly hasStream: boolean;
}

/** A broker page that may receive its prices where they cannot be watched. */
export interface UnwatchedPage extends UnseenSigns {
  readonly host: string;
}

/** What the background tells the panel and the options page about capturing. */
export interface CaptureStatus {
  readonly capture: CaptureState;
  /** Ticks captured that the relay has not confirmed yet. */
  readonly waiting: number;
  /** Ticks given up since the extension was installed, because a bound on the way was reached. */
  readonly dropped: number;
  /** Broker pages (frames) that send ticks now. */
  readonly pages: number;
  /** Broker pages on which nothing of a feed has been seen. */
  readonly unwatched: readonly UnwatchedPage[];
}

/** Name of the runtime port over which the background sends one `CaptureStatus` at once and one per change. */
export const CAPTURE_STATUS_PORT = 'capture-status';

/** The port ends with the service worker; a new one starts the worker again. */
const RECONNECT_MS = 1_000;

/**
 * Calls `listener` with the status at once and on every change; the answer ends that.
 * A port rather than stored state, so that what is shown is what a living background says,
 * and opening the panel wakes a sleeping one.
 */
export const watchCaptureStatus = (listener: (status: CaptureStatus) => void): (() => void) => {
  let port: browser.Runtime.Port | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const connect = (): void => {
    port = browser.runtime.connect({ name: CAPTURE_STATUS_PORT });
    port.onMessage.addListener((message) => listener(message as CaptureStatus));
    port.onDisconnect.addListener(() => {
      timer = setTimeout(connect, RECONNECT_MS);
    });
  };
  connect();
  return () => {
    clearTimeout(timer);
    port?.disconnect();
  };
};
