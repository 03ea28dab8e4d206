import { preciseClock } from '../../shared/precise-clock.ts';
import type { FrameEvent, HandoverEvent, ObservedFrame } from './handover.ts';

/*
 * Runs in the page's own world before its scripts: shows every frame that a WebSocket of the page receives to
 * the bridge, tells it that the socket has closed, and nothing else. Everything it calls later is taken here,
 * before the page can replace it.
 *
 * The bridge is shown a frame in the turn it came in, before the page's own listeners: behind them a tick would
 * wait for whatever the page draws with it, and be lost if they leave the page.
 */
(() => {
  const HANDOVER_EVENT: HandoverEvent = 'quflx-tick-relay:handover';
  const FRAME_EVENT: FrameEvent = 'frame';

  const NativeWebSocket = window.WebSocket;
  const { apply, construct, get } = Reflect;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- always called through `apply`
  const { addEventListener } = EventTarget.prototype;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- always called through `apply`
  const readData = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data')?.get;
  const now = preciseClock(performance.timeOrigin, performance.now.bind(performance), Date.now);
  const NativeCustomEvent = CustomEvent;
  const frames = new EventTarget();
  const dispatch = frames.dispatchEvent.bind(frames);
  const nativeToString = Function.prototype.toString.bind(NativeWebSocket);

  let sockets = 0;

  const observe = (socket: WebSocket): void => {
    sockets += 1;
    const id = sockets;
    const onEvent = (event: Event): void => {
      if (!event.isTrusted || !readData) return;
      try {
        const data = event.type === 'message' ? (apply(readData, event, []) as ObservedFrame[1]) : undefined;
        const detail: ObservedFrame = [id, data, now()];
        dispatch(construct(NativeCustomEvent, [FRAME_EVENT, { detail }]));
      } catch {
        // The page must never notice that it is observed.
      }
    };
    apply(addEventListener, socket, ['message', onEvent]);
    apply(addEventListener, socket, ['close', onEvent]);
  };

  // Of the events that carry a target from world to world this is the plainest.
  const handover = new FocusEvent(HANDOVER_EVENT, { relatedTarget: frames, cancelable: true });
  const taken = !document.dispatchEvent(handover);
  if (!taken) return;

  const ObservedWebSocket: typeof WebSocket = new Proxy(NativeWebSocket, {
    construct(target, args, newTarget) {
      const socket = construct(target, args, newTarget) as WebSocket;
      observe(socket);
      return socket;
    },
    get(target, key, receiver) {
      // A proxy's own text lacks the name; a subclass keeps its own text.
      if (key === 'toString' && receiver === ObservedWebSocket) return nativeToString;
      return get(target, key, receiver) as unknown;
    },
  });

  // Only the values change; the descriptors' flags stay.
  Object.defineProperty(NativeWebSocket.prototype, 'constructor', { value: ObservedWebSocket });
  Object.defineProperty(window, 'WebSocket', { value: ObservedWebSocket });
})();
