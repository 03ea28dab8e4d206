import { preciseClock } from '../../shared/precise-clock.ts';
import type { FrameEvent, HandoverEvent, ObservedFrame, StreamEvent } from './handover.ts';
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
 * The bridge is shown a frame in the turn it came in, before the page's own listeners: behind them a tick would
 * wait for whatever the page draws with it, and be lost if they leave the page.
 */
(() => {
  const HANDOVER_EVENT: HandoverEvent = 'quflx-tick-relay:handover';
  const FRAME_EVENT: FrameEvent = 'frame';

  const STREAM_EVENT: StreamEvent = 'stream';

  const { apply, construct } = Reflect;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- always called through `apply`
  const { addEventListener } = EventTarget.prototype;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- always called through `apply`
  const readData = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data')?.get;
  const now = preciseClock(performance.timeOrigin, performance.now.bind(performance), Date.now);
  const NativeCustomEvent = CustomEvent;
  const frames = new EventTarget();
  const dispatch = frames.dispatchEvent.bind(frames);

  let sockets = 0;

  /** `event`: of a frame; without one the socket has closed. */
  const show = (id: number, event?: Event): void => {
    try {
      const data = event && readData && (apply(readData, event, []) as ObservedFrame[1]);
      const detail: ObservedFrame = [id, data, now()];
      dispatch(construct(NativeCustomEvent, [FRAME_EVENT, { __proto__: null, detail }]) as Event);
    } catch {
      // The page must never notice that it is observed.
    }
  };

  const observe = (socket: WebSocket): void => {
    sockets += 1;
    const id = sockets;
    // `isTrusted` is the event's own and cannot be replaced; a getter like `type` can.
    const onMessage = (event: Event): void => {
      if (event.isTrusted) show(id, event);
    };
    const onClose = (event: Event): void => {
      if (event.isTrusted) show(id);
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
