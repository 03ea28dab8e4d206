import fc from 'fast-check';
import { Encoder, PacketType } from 'socket.io-parser';
import { describe, expect, test } from 'vitest';
import { SocketIoFraming } from './socket-io-framing.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const HEADER = '451-["updateStream",{"_placeholder":true,"num":0}]';
const PAYLOAD = bytes('[["EURUSD_otc",1,2]]');

const read = (...frames: (string | Uint8Array)[]) => {
  const framing = new SocketIoFraming();
  return frames.map((frame) => framing.read(frame)).filter((event) => event !== undefined);
};

describe('framing', () => {
  test('an inline event', () => {
    expect(read('42["updateStream",[1]]')).toEqual([{ name: 'updateStream', args: [[1]] }]);
  });

  test('an event of a namespace and with an acknowledgement id', () => {
    expect(read('42/feed,17["a",1]')).toEqual([{ name: 'a', args: [1] }]);
  });

  test('a header and its attachment, with a ping between', () => {
    expect(read(HEADER, '2', PAYLOAD)).toEqual([{ name: 'updateStream', args: [PAYLOAD] }]);
  });

  test('what the real encoder writes', () => {
    const [header, attachment] = new Encoder().encode({
      type: PacketType.EVENT,
      nsp: '/',
      data: ['updateStream', PAYLOAD],
    }) as [string, Uint8Array];
    expect(read(`4${header}`, attachment)).toEqual([{ name: 'updateStream', args: [PAYLOAD] }]);
  });

  test('the leading byte of Engine.IO 3', () => {
    expect(read(HEADER, new Uint8Array([4, ...PAYLOAD]))).toEqual([
      { name: 'updateStream', args: [PAYLOAD] },
    ]);
  });

  test.each(['b', 'b4'])('an attachment in base64 after %s', (prefix) => {
    const [event] = read(HEADER, prefix + Buffer.from(PAYLOAD).toString('base64'));
    expect(event?.name).toBe('updateStream');
    expect(Buffer.from(event?.args[0] as ArrayBuffer).toString()).toBe('[["EURUSD_otc",1,2]]');
  });

  test('a header whose attachment never came gives way to the next', () => {
    expect(read('451-["signals/update",{"_placeholder":true,"num":0}]', HEADER, PAYLOAD)).toEqual([
      { name: 'updateStream', args: [PAYLOAD] },
    ]);
    expect(read(HEADER, '42["other"]')).toEqual([{ name: 'other', args: [] }]);
  });

  test('binary data without its header is passed over', () => {
    expect(read(PAYLOAD, HEADER, PAYLOAD)).toHaveLength(1);
  });

  test.each([
    '451000000-["updateStream",{"_placeholder":true,"num":0}]',
    '451-["updateStream",{"_placeholder":true,"num":7}]',
    '45-["updateStream"]',
    '42{"updateStream":1}',
    '42["updateStream"',
    '42[1,2]',
    '43["updateStream",1]',
    '40{"sid":"x"}',
    '4',
    '',
    'b!!!',
  ])('%s is no event, and what follows is read', (frame) => {
    expect(read(frame, PAYLOAD, '42["next"]')).toEqual([{ name: 'next', args: [] }]);
  });

  test('no frames make it throw', () => {
    const frame = fc.oneof(
      fc.string(),
      fc.uint8Array(),
      fc.constant(HEADER),
      fc.tuple(fc.constantFrom('4', '42', '45', '451-', '453-', 'b', 'b4'), fc.json()).map(([a, b]) => a + b),
    );
    fc.assert(
      fc.property(fc.array(frame), (frames) => {
        read(...frames);
      }),
    );
  });
});
