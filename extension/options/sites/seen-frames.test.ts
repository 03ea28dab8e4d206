import { expect, test } from 'vitest';
import { MAX_SHOWN_LENGTH, type InspectedFrame } from '../../contracts/site-messages.ts';
import { FrameSight } from './seen-frames.ts';

const frame = (text: string | undefined, more: Partial<InspectedFrame> = {}): InspectedFrame => ({
  socket: 'a/1',
  receivedAt: 1,
  text,
  isBinary: false,
  length: text?.length ?? 5,
  ...more,
});

const said = (sight: FrameSight, seen: InspectedFrame): unknown[] => sight.see(seen).map((one) => one.said);

test('JSON, several values of one frame, and what is neither', () => {
  const sight = new FrameSight();
  expect(said(sight, frame('{"p":1}'))).toEqual([{ framing: 'json', value: { p: 1 } }]);
  expect(said(sight, frame('[1]\u001e[2]\u001e'))).toEqual([
    { framing: 'json', value: [1] },
    { framing: 'json', value: [2] },
  ]);
  expect(said(sight, frame('ping'))).toEqual([{ unread: 'text' }]);
  expect(said(sight, frame(undefined, { isBinary: true }))).toEqual([{ unread: 'binary' }]);
  expect(said(sight, frame('['.repeat(MAX_SHOWN_LENGTH)))).toEqual([{ unread: 'long' }]);
});

test('Socket.IO, with what came in bytes on the same socket', () => {
  const sight = new FrameSight();
  expect(said(sight, frame('42["tick",{"p":1}]'))).toEqual([
    { framing: 'socket.io', value: ['tick', { p: 1 }] },
  ]);
  sight.see(frame('451-["tick",{"_placeholder":true,"num":0}]'));
  expect(said(sight, frame('{"p":3}', { socket: 'b/1', isBinary: true }))).toEqual([
    { framing: 'json', value: { p: 3 } },
  ]);
  expect(said(sight, frame('{"p":2}', { isBinary: true }))).toEqual([
    { framing: 'socket.io', value: ['tick', { p: 2 }] },
  ]);
});

test('each has a number of its own', () => {
  const sight = new FrameSight();
  const [one] = sight.see(frame('[]'));
  const [two] = sight.see(frame('[]'));
  expect(one?.id).not.toBe(two?.id);
});
