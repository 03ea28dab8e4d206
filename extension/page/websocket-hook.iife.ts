import { preciseClock } from '../../shared/precise-clock.ts';
import type { FrameEvent, HandoverEvent, ObservedFrame, StreamEvent, WorkerEvent } from './handover.ts';
import { createHeldBytes } from './held-bytes.ts';
import { keepFunctionTexts, standInFor } from './stand-in.ts';

/** Without the first two where the page is not from a secure place; TypeScript does not know the last one yet. */
type Unwatched = Partial<Pick<typeof window, 'Worker' | 'SharedWorker'>> & {
  readonly WebSocketStream?: new (url: string) => object;
};

/*
 * Runs in the page's own world before its scripts: shows every frame that a WebSocket of the page receives to
 * the bridge, tells it that the socket has closed, and nothing else. What a worker or a `WebSocketStream` receives cannot
 * be seen without taking it from the page, so only that there is one is told. Everything it calls later is taken here,
 * before the page can replace it, and every object that the browser reads options or traps from has no prototype,
 * because the page may have put something on `Object.prototype`.
 *
 * The bridge is shown a frame in the turn it came in, after the page's own listeners, which so wait for next to nothing
 * (`npm run bench -- --hook`). Before them only that is read which they might take away: a buffer's bytes.
 */
(() => {
  const HANDOVER_EVENT: HandoverEvent = 'quflx-tick-relay:handover';
  const FRAME_EVENT: FrameEvent = 'frame';
  const STREAM_EVENT: StreamEvent = 'stream';
  const WORKER_EVENT: WorkerEvent = 'worker';

  const { apply, construct, getOwnPropertyDescriptor } = Reflect;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- always called through `apply`
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  /** What the browser answers for a property, whatever the page has put there since. */
  const reader = (prototype: object, name: string): ((target: EventTarget | Event) => unknown) => {
    const { get } = getOwnPropertyDescriptor(prototype, name) ?? {};
    // A bound function needs no list of arguments, which `apply` has to have made for each call.
    return Function.prototype.call.bind(get ?? (() => undefined)) as (target: EventTarget | Event) => unknown;
  };
  const readBinaryType = reader(WebSocket.prototype, 'binaryType');
  const readData = reader(MessageEvent.prototype, 'data') as (event: Event) => ObservedFrame[1];
  const readTimeStamp = reader(Event.prototype, 'timeStamp') as (event: Event) => number;
  const bytes = createHeldBytes();
  const sinceOrigin = performance.now.bind(performance);
  const now = preciseClock(performance.timeOrigin, sinceOrigin, Date.now);
  /** UTC ms at which the browser had the event. */
  const timeOf = (event: Event): number => now() - sinceOrigin() + readTimeStamp(event);
  const NativeCustomEvent = CustomEvent;
  const frames = new EventTarget();
  const dispatch = frames.dispatchEvent.bind(frames);
  /** A document within another can be taken away by a listener of the page; those after it are not called then. */
  const mayVanish = window !== top;

  let sockets = 0;
  /** A frame that the page's own listeners have first. */
  let waiting: Event | undefined;
  let waitingSocket = 0;
  /** A frame that the page may give away. Text and a Blob stay what they are: they are read when they are shown. */
  let isHeld = false;

  const show = (detail: ObservedFrame): void => {
    try {
      dispatch(construct(NativeCustomEvent, [FRAME_EVENT, { __proto__: null, detail }]) as Event);
    } catch {
      // The page must never notice that it is observed.
    }
  };

  const showWaiting = (): void => {
    if (!waiting) return;
    const event = waiting;
    waiting = undefined;
    // It is the event's own and cannot be replaced; a getter like `type` can.
    if (event.isTrusted) show([waitingSocket, isHeld ? bytes.take() : readData(event), timeOf(event)]);
  };

  const observe = (socket: WebSocket): void => {
    sockets += 1;
    const id = sockets;
    /** Behind all the listeners that the page has added so far. */
    const comeLast = (): void => {
      apply(removeEventListener, socket, afterPageListener);
      apply(addEventListener, socket, afterPageListener);
    };
    const afterPage = (event: Event): void => {
      if (waiting !== event) return;
      showWaiting();
      comeLast();
    };
    const afterPageListener = ['message', afterPage];
    /** The page waits for this one: what can be asked later is. */
    const onMessage = (event: Event): void => {
      // A listener of the page ended the event before this one, and so kept it from `afterPage`.
      if (waiting) showWaiting();
      waiting = event;
      waitingSocket = id;
      isHeld = readBinaryType(socket) === 'arraybuffer' && event.isTrusted && bytes.hold(readData(event));
      if (mayVanish) showWaiting();
    };
    const onClose = (event: Event): void => {
      if (!event.isTrusted) return;
      showWaiting();
      show([id, undefined, now()]);
    };
    // In the capturing phase, or a listener of the page that is would come first and could end the event.
    apply(addEventListener, socket, ['message', onMessage, true]);
    apply(addEventListener, socket, ['close', onClose, true]);
    apply(addEventListener, socket, ['open', comeLast]);
  };

  const tellOf = (type: StreamEvent | WorkerEvent) => (): void => {
    try {
      dispatch(construct(NativeCustomEvent, [type]));
    } catch {
      // As above.
    }
  };

  // Of the events that carry a target from world to world this is the plainest.
  const handover = new FocusEvent(HANDOVER_EVENT, {
    __proto__: null,
    relatedTarget: frames,
    cancelable: true,
  } as FocusEventInit);
  const taken = !document.dispatchEvent(handover);
  if (!taken) return;

  // A frame whose event a listener of the page has ended, if none came after it. Before the bridge's own listener.
  apply(addEventListener, window, ['pagehide', showWaiting, true]);
  keepFunctionTexts();
  standInFor(WebSocket, 'WebSocket', observe);
  const { Worker: Dedicated, SharedWorker: Shared, WebSocketStream: Stream } = window as Unwatched;
  if (Dedicated) standInFor(Dedicated, 'Worker', tellOf(WORKER_EVENT));
  if (Shared) standInFor(Shared, 'SharedWorker', tellOf(WORKER_EVENT));
  if (Stream) standInFor(Stream, 'WebSocketStream', tellOf(STREAM_EVENT));
})();
