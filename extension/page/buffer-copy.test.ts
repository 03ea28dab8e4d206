import { expect, test } from 'vitest';
import { bufferCopier } from './buffer-copy.ts';

const copyOf = bufferCopier();

test('a buffer is copied: what is given away later is still there', () => {
  const data = new Uint8Array([1, 2, 3]).buffer;
  const copy = copyOf(data);
  structuredClone(data, { transfer: [data] });
  expect(data.byteLength).toBe(0);
  expect([...new Uint8Array(copy)]).toEqual([1, 2, 3]);
});

test.each(['text', undefined, new Blob(['x'])])('%s is handed on', (data) => {
  expect(copyOf(data)).toBe(data);
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
  expect(copyOf(new Own(4))).toStrictEqual(new ArrayBuffer(4));
  expect(asked).toEqual([]);
});
