/**
 * Runs in the page's own world: everything that is called later is taken here, before the page can replace it.
 *
 * @returns what copies an `ArrayBuffer`, which its page may give away to a worker, and hands on everything else. Neither
 * by `instanceof` nor by `slice`: both would ask what the page may have put into their place.
 */
export const bufferCopier = (): (<Data>(data: Data) => Data) => {
  const NativeBytes = Uint8Array;
  const { apply, construct, getOwnPropertyDescriptor, getPrototypeOf } = Reflect;
  const readLength = getOwnPropertyDescriptor(ArrayBuffer.prototype, 'byteLength')?.get;
  const readBuffer = getOwnPropertyDescriptor(getPrototypeOf(Uint8Array.prototype) ?? {}, 'buffer')?.get;
  return (data) => {
    if (typeof data !== 'object' || !readLength || !readBuffer) return data;
    try {
      apply(readLength, data, []);
    } catch {
      // Not a buffer: a Blob, which never changes.
      return data;
    }
    const bytes = construct(NativeBytes, [construct(NativeBytes, [data])]) as Uint8Array;
    return apply(readBuffer, bytes, []) as typeof data;
  };
};
