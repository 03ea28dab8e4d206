import fc from 'fast-check';
import { expect, test } from 'vitest';
import { frameReader, FRAMINGS } from './frame-values.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test.each<[string | Uint8Array, unknown[]]>([
  ['{"p":1}', [{ p: 1 }]],
  [bytes('[1,2]'), [[1, 2]]],
  ['quotes,{"p":1}', [['quotes,', { p: 1 }]]],
  ['a["{\\"p\\":1}"]', [['a', ['{"p":1}']]]],
  ['{"p":1}\u001e{"p":2}\u001e', [{ p: 1 }, { p: 2 }]],
  ['MESSAGE\nsubscription:1\n\n{"p":1}\u0000', [['MESSAGE\nsubscription:1', { p: 1 }]]],
  ['ping', []],
  ['{"p":', []],
  ['', []],
])('JSON: %j', (frame, values) => {
  expect(frameReader('json')(frame)).toEqual(values);
});

test('a Socket.IO event is its name and what came with it, in text or in bytes', () => {
  const read = frameReader('socket.io');
  expect(read('42["tick",{"p":1}]')).toEqual([['tick', { p: 1 }]]);
  expect(read('451-["tick",{"_placeholder":true,"num":0}]')).toEqual([]);
  expect(read(bytes('{"p":2}'))).toEqual([['tick', { p: 2 }]]);
  expect(read('2')).toEqual([]);
});

test('no frames throw', () => {
  const frame = fc.oneof(
    fc.string(),
    fc.uint8Array(),
    fc.json(),
    fc.json().map((json) => `42["tick",${json}]`),
    fc.constant('452-["tick",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]'),
  );
  fc.assert(
    fc.property(fc.constantFrom(...FRAMINGS), fc.array(frame), (framing, frames) => {
      const read = frameReader(framing);
      for (const value of frames) read(value);
    }),
  );
});
