import { expect, test, vi } from 'vitest';
import { HANDOVER_EVENT, takePort } from './handover.ts';

/** Node's own `MessageEvent` cannot be cancelled; the browser's can. */
const handover = () =>
  Object.assign(new Event(HANDOVER_EVENT, { cancelable: true }), { ports: [new MessageChannel().port2] });

test('the first port is taken and the hook told; later events of the name are the page’s', () => {
  const target = new EventTarget();
  const onPort = vi.fn();
  const onPage = vi.fn();
  takePort(target, onPort);
  target.addEventListener(HANDOVER_EVENT, onPage);
  const first = handover();
  expect(target.dispatchEvent(first)).toBe(false);
  expect(onPort.mock.calls[0]?.[0]).toBe(first.ports[0]);
  expect(onPage).not.toHaveBeenCalled();
  expect(target.dispatchEvent(handover())).toBe(true);
  expect(onPort).toHaveBeenCalledOnce();
});
