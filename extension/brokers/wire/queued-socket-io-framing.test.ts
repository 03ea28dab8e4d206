import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_HEADERS_AHEAD, QueuedSocketIoFraming } from './queued-socket-io-framing.ts';

const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const header = (event: string): string => `451-["${event}",{"_placeholder":true,"num":0}]`;

const read = (...frames: (string | Uint8Array)[]) => {
  const framing = new QueuedSocketIoFraming();
  return frames.map((frame) => framing.read(frame)).filter((event) => event !== undefined);
};

describe('one after the other', () => {
  test('an inline event', () => {
    expect(read('42["a",[1]]')).toEqual([{ name: 'a', args: [[1]] }]);
  });

  test.each<[string, string | Uint8Array]>([
    ['as it is', bytes([1])],
    ['behind the byte of Engine.IO 3', new Uint8Array([4, ...bytes([1])])],
    ['in base64', `b${Buffer.from(bytes([1])).toString('base64')}`],
    ['in base64 of Engine.IO 3', `b4${Buffer.from(bytes([1])).toString('base64')}`],
  ])('a header and its attachment %s', (_name, attachment) => {
    const [event] = read(header('a'), attachment);
    expect(event?.name).toBe('a');
    expect(Buffer.from(event?.args[0] as Uint8Array).toString()).toBe('[1]');
  });

  test('two attachments of one event', () => {
    const two = '452-["a",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]';
    expect(read(two, bytes([1]), bytes([2]))).toEqual([{ name: 'a', args: [bytes([1]), bytes([2])] }]);
  });
});

describe('interleaved', () => {
  test('the oldest header gets the next attachment', () => {
    expect(read(header('a'), header('b'), '42["c"]', bytes([1]), '2', bytes([2]))).toEqual([
      { name: 'c', args: [] },
      { name: 'a', args: [bytes([1])] },
      { name: 'b', args: [bytes([2])] },
    ]);
  });

  test('an acknowledgement takes its own attachment and is no event', () => {
    expect(read('461-17[{"_placeholder":true,"num":0}]', header('a'), bytes([1]), bytes([2]))).toEqual([
      { name: 'a', args: [bytes([2])] },
    ]);
  });

  test('whatever the order of headers and attachments, each keeps its own', () => {
    // True: the next header; false: the next attachment, where one is due.
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: MAX_HEADERS_AHEAD }), (steps) => {
        const framing = new QueuedSocketIoFraming();
        let headers = 0;
        let attachments = 0;
        const events = [...steps, ...steps.map(() => false)].map((isHeader) => {
          if (isHeader) return framing.read(header(`event ${(headers += 1)}`));
          return attachments < headers ? framing.read(bytes((attachments += 1))) : undefined;
        });
        expect(events.filter((event) => event !== undefined)).toEqual(
          Array.from({ length: headers }, (_, i) => ({ name: `event ${i + 1}`, args: [bytes(i + 1)] })),
        );
      }),
    );
  });
});

describe('from the middle', () => {
  test('binary data without its header is passed over', () => {
    expect(read(bytes([0]), bytes([0]), header('a'), bytes([1]))).toEqual([
      { name: 'a', args: [bytes([1])] },
    ]);
  });

  test('a header whose attachment was never seen does not put the others out for good', () => {
    const pairs = Array.from({ length: MAX_HEADERS_AHEAD + 1 }, (_, i) => [header('a'), bytes(i)]).flat();
    const last = read(header('lost'), ...pairs).at(-1);
    expect(last).toEqual({ name: 'a', args: [bytes(MAX_HEADERS_AHEAD)] });
  });

  test('headers without attachments are not kept for ever', () => {
    const headers = Array.from({ length: MAX_HEADERS_AHEAD + 1 }, () => header('lost'));
    expect(read(...headers, bytes([0]), header('a'), bytes([1]))).toEqual([
      { name: 'a', args: [bytes([1])] },
    ]);
  });
});

describe('nonsense', () => {
  test.each([
    '451000000-["a",{"_placeholder":true,"num":0}]',
    '45-["a"]',
    '42{"a":1}',
    '42["a"',
    '42[1,2]',
    '40{"sid":"x"}',
    '0{"sid":"x"}',
    '4',
    '3',
    '',
    'b!!!',
  ])('%s is no event, and what follows is read', (frame) => {
    expect(read(frame, header('a'), bytes([1]))).toEqual([{ name: 'a', args: [bytes([1])] }]);
  });

  test('a header that asks for what it does not bring takes one attachment and is forgotten', () => {
    const wrong = '451-["a",{"_placeholder":true,"num":7}]';
    expect(read(wrong, header('b'), bytes([1]), bytes([2]))).toEqual([{ name: 'b', args: [bytes([2])] }]);
  });

  test('no frames make it throw', () => {
    const frame = fc.oneof(
      fc.string(),
      fc.uint8Array(),
      fc.constant(header('a')),
      fc.tuple(fc.constantFrom('4', '42', '45', '451-', '461-', 'b', 'b4'), fc.json()).map(([a, b]) => a + b),
    );
    fc.assert(
      fc.property(fc.array(frame), (frames) => {
        read(...frames);
      }),
    );
  });
});
