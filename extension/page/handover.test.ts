import { expect, test, vi } from 'vitest';
import {
  FRAME_EVENT,
  HANDOVER_EVENT,
  STREAM_EVENT,
  takeFrames,
  WORKER_EVENT,
  type ObservedFrame,
} from './handover.ts';

/** Node has no `FocusEvent`, and its `CustomEvent` is the browser's. */
const handover = (frames: EventTarget) =>
  Object.assign(new Event(HANDOVER_EVENT, { cancelable: true }), { relatedTarget: frames });

const frameEvent = (frame: ObservedFrame) => new CustomEvent(FRAME_EVENT, { detail: frame });

test('the first handover is taken and the hook told; later events of the name are the page’s', () => {
  const target = new EventTarget();
  const [onFrame, onStream, onWorker] = [vi.fn(), vi.fn(), vi.fn()];
  const onPage = vi.fn();
  takeFrames(target, { onFrame, onStream, onWorker });
  target.addEventListener(HANDOVER_EVENT, onPage);
  const [frames, pages] = [new EventTarget(), new EventTarget()];
  expect(target.dispatchEvent(handover(frames))).toBe(false);
  expect(onPage).not.toHaveBeenCalled();
  expect(target.dispatchEvent(handover(pages))).toBe(true);
  pages.dispatchEvent(frameEvent([1, 'from the page', 1]));
  pages.dispatchEvent(new Event(STREAM_EVENT));
  expect(onStream).not.toHaveBeenCalled();
  expect(onWorker).not.toHaveBeenCalled();
  frames.dispatchEvent(new Event(STREAM_EVENT));
  frames.dispatchEvent(new Event(WORKER_EVENT));
  frames.dispatchEvent(frameEvent([1, 'from the hook', 2]));
  expect(onFrame.mock.calls).toEqual([[[1, 'from the hook', 2]]]);
  expect(onStream).toHaveBeenCalledTimes(1);
  expect(onWorker).toHaveBeenCalledTimes(1);
});

test('nothing is taken after the end', () => {
  const target = new EventTarget();
  const [onFrame, onStream, onWorker] = [vi.fn(), vi.fn(), vi.fn()];
  const stop = takeFrames(target, { onFrame, onStream, onWorker });
  const frames = new EventTarget();
  target.dispatchEvent(handover(frames));
  stop();
  frames.dispatchEvent(frameEvent([1, 'too late', 1]));
  frames.dispatchEvent(new Event(STREAM_EVENT));
  frames.dispatchEvent(new Event(WORKER_EVENT));
  expect(onFrame).not.toHaveBeenCalled();
  expect(onStream).not.toHaveBeenCalled();
  expect(onWorker).not.toHaveBeenCalled();
});
