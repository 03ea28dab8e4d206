import { preciseClock } from '../../shared/precise-clock.ts';
import type { FrameEvent, HandoverEvent, ObservedFrame, StreamEvent } from './handover.ts';
import { bufferCopier } from './buffer-copy.ts';
import { keepFunctionTexts, standInFor } from './stand-in.ts';

/** Chrome has it since 124, and TypeScript does not know it yet. */
type WithStreams = typeof window & { readonly WebSocketStream?: new (url: string) => object };

/*
 * Runs in the page's own world before its scripts: shows every frame that a WebSocket of the page receives to
 * the bridge, tells it that the socket has closed, and nothing else. What a `WebSocketStream` receives cannot be seen
 * without taking it from the page, so only that there is one is told. Everything it calls later is taken here,
 * before the page can replace it, and every object that the browser reads options or traps from has no prototype,
 * because the page may have put something on `Object.prototype`.
 *
 * The bridge is shown a frame in the turn it came in, after the page's own listeners, which so wait for next to nothing
 * (`npm run bench -- --hook`). What they might take away is read before them: the time, and a buffer's bytes.
 */
(() => {
  const HANDOVER_EVENT: HandoverEvent = 'quflx-tick-relay:handover';
  const FRAME_EVENT: FrameEvent = 'frame';

  const STREAM_EVENT: StreamEvent = 'stream';

  const { apply, construct } = Reflect;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- always called through `apply`
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- always called through `apply`
  const readData = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data')?.get;
  /** A document within another can be taken away by a listener; those after it are not called then. */
  const mayVanish = window !== top;
  const now = preciseClock(performance.timeOrigin, performance.now.bind(performance), Date.now);
  const NativeCustomEvent = CustomEvent;
  const frames = new EventTarget();
  const dispatch = frames.dispatchEvent.bind(frames);

  const copyOf = bufferCopier();

  let sockets = 0;
  /** A frame that the page's own listeners have first. */
  let waiting: { readonly event: Event; readonly frame: ObservedFrame } | undefined;

  const show = (detail: ObservedFrame): void => {
    try {
      dispatch(construct(NativeCustomEvent, [FRAME_EVENT, { __proto__: null, detail }]) as Event);
    } catch {
      // The page must never notice that it is observed.
    }
  };

  const showWaiting = (): void => {
    if (!waiting) return;
    const { frame } = waiting;
    waiting = undefined;
    show(frame);
  };

  const afterPage = (event: Event): void => {
    if (waiting?.event === event) showWaiting();
  };
  const afterPageListener = ['message', afterPage];

  const observe = (socket: WebSocket): void => {
    sockets += 1;
    const id = sockets;
    // `isTrusted` is the event's own and cannot be replaced; a getter like `type` can.
    const onMessage = (event: Event): void => {
      if (!event.isTrusted || !readData) return;
      // A listener of the page ended the event before this one, and kept it from us.
      showWaiting();
      waiting = { event, frame: [id, copyOf(apply(readData, event, [])), now()] };
      if (mayVanish) showWaiting();
      else {
        // Once more at the end, behind the listeners that the page has added meanwhile.
        apply(removeEventListener, socket, afterPageListener);
        apply(addEventListener, socket, afterPageListener);
      }
    };
    const onClose = (event: Event): void => {
      if (!event.isTrusted) return;
      showWaiting();
      show([id, undefined, now()]);
    };
    // In the capturing phase, or a listener of the page that is would come first and could end the event.
    apply(addEventListener, socket, ['message', onMessage, true]);
    apply(addEventListener, socket, ['close', onClose, true]);
  };

  const tellOfStream = (): void => {
    try {
      dispatch(construct(NativeCustomEvent, [STREAM_EVENT]));
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

  keepFunctionTexts();
  standInFor(WebSocket, 'WebSocket', observe);
  const { WebSocketStream: Stream } = window as WithStreams;
  if (Stream) standInFor(Stream, 'WebSocketStream', tellOfStream);
})();
