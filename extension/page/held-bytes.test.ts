import { expect, test } from 'vitest';
import { createHeldBytes } from './held-bytes.ts';

test('a buffer is held: what is given away later is still there, and stays when another one is held', () => {
  const held = createHeldBytes();
  const data = new Uint8Array([1, 2, 3]).buffer;
  expect(held.hold(data)).toBe(true);
  structuredClone(data, { transfer: [data] });
  expect(data.byteLength).toBe(0);
  const first = held.take();
  expect(held.hold(new Uint8Array([4]).buffer)).toBe(true);
  expect([...new Uint8Array(first)]).toEqual([1, 2, 3]);
  expect([...new Uint8Array(held.take())]).toEqual([4]);
});

test('a buffer may be empty, and larger than any before it', () => {
  const held = createHeldBytes();
  const large = new Uint8Array(200_000).map((_, index) => index % 251);
  expect(held.hold(large.buffer)).toBe(true);
  expect(new Uint8Array(held.take())).toEqual(large);
  expect(held.hold(new ArrayBuffer(0))).toBe(true);
  expect(held.take().byteLength).toBe(0);
});

test.each(['text', undefined, null, new Blob(['x'])])('%s is not held', (data) => {
  expect(createHeldBytes().hold(data)).toBe(false);
});

test('nothing that a page has put into their place is asked', () => {
  const asked: string[] = [];
  class Own extends ArrayBuffer {
    static override get [Symbol.species](): ArrayBufferConstructor {
      asked.push('species');
      return ArrayBuffer;
    }

    override slice(): ArrayBuffer {
      asked.push('slice');
      return new ArrayBuffer(0);
    }

    override get byteLength(): number {
      asked.push('byteLength');
      return 0;
    }
  }
  const held = createHeldBytes();
  expect(held.hold(new Own(4))).toBe(true);
  expect(held.take()).toStrictEqual(new ArrayBuffer(4));
  expect(asked).toEqual([]);
});
