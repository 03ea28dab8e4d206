/** Where bytes are copied to at first; it grows with the largest that come. */
const FIRST_CAPACITY = 65_536;

/** Keeps the bytes of one frame at a time. */
export interface HeldBytes {
  /** Copies an `ArrayBuffer`, which its page may give away to a worker. `false` of anything else. */
  hold(data: unknown): boolean;
  /** What was held last. */
  take(): ArrayBuffer;
}

/**
 * Runs in the page's own world: everything that is called later is taken here, before the page can replace it. Neither
 * `instanceof` nor `slice` is, as both would ask what the page may have put into their place. The bytes are copied to
 * memory that is there already: new memory takes the browser several times as long, and the page waits for it.
 */
export const createHeldBytes = (): HeldBytes => {
  const NativeBytes = Uint8Array;
  const { apply, construct, getOwnPropertyDescriptor, getPrototypeOf } = Reflect;
  const typedArray = getPrototypeOf(Uint8Array.prototype) as Uint8Array;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- always called through `apply`
  const { set } = typedArray;
  const readLength = getOwnPropertyDescriptor(ArrayBuffer.prototype, 'byteLength')?.get as
    (() => number) | undefined;
  const readBuffer = getOwnPropertyDescriptor(typedArray, 'buffer')?.get;
  const bytesOf = (...source: unknown[]): Uint8Array => construct(NativeBytes, source) as Uint8Array;
  const bufferOf = (bytes: Uint8Array): ArrayBuffer =>
    apply(readBuffer ?? (() => bytes), bytes, []) as ArrayBuffer;

  let capacity = FIRST_CAPACITY;
  let memory = bytesOf(capacity);
  let length = 0;

  const lengthOf = (data: unknown): number => {
    if (typeof data !== 'object' || !readLength) return -1;
    try {
      return apply(readLength, data, []);
    } catch {
      // A Blob, which never changes.
      return -1;
    }
  };

  return {
    hold: (data) => {
      const size = lengthOf(data);
      if (size < 0) return false;
      if (size > capacity) {
        capacity = size;
        memory = bytesOf(capacity);
      }
      apply(set, memory, [bytesOf(data)]);
      length = size;
      return true;
    },
    take: () => bufferOf(bytesOf(bytesOf(bufferOf(memory), 0, length))),
  };
};
