const MARK = '~m~';
const LENGTH = /^\d{1,8}$/;

/**
 * The payloads of one frame, `~m~LENGTH~m~PAYLOAD` each, one after another; the length counts UTF-16 units (GitHub:
 * Mathieu2301/TradingView-API `src/protocol.js`, whose `length` is JavaScript's). A frame is read up to the first length
 * that is broken or does not end where a payload ends: nothing of a cut payload comes out. Never throws.
 */
export const payloadsOf = (frame: string): string[] => {
  const payloads: string[] = [];
  let at = 0;
  while (frame.startsWith(MARK, at)) {
    const lengthAt = at + MARK.length;
    const lengthEnd = frame.indexOf(MARK, lengthAt);
    const length = frame.slice(lengthAt, Math.max(lengthEnd, lengthAt));
    if (!LENGTH.test(length)) break;
    const begin = lengthEnd + MARK.length;
    const end = begin + Number(length);
    if (end > frame.length || (end < frame.length && !frame.startsWith(MARK, end))) break;
    payloads.push(frame.slice(begin, end));
    at = end;
  }
  return payloads;
};
