const MASKED = 0x80;
const FINAL = 0x80;
const MASK_BYTES = 4;
const LONGEST_SHORT = 125;
const TWO_BYTES_FOLLOW = 126;

export const TEXT = 1;
/** RFC 6455: continuation, text, binary, close, ping, pong; and two that are reserved. */
export const OPCODES = [0, TEXT, 2, 3, 8, 9, 10, 11];

/** A client's frame, under a mask of zeros; up to 65,535 bytes. */
export const clientFrame = (payload: string, opcode = TEXT, isFinal = true): Buffer => {
  const body = Buffer.from(payload);
  const isShort = body.length <= LONGEST_SHORT;
  const length = isShort ? [body.length] : [TWO_BYTES_FOLLOW, body.length >> 8, body.length & 0xff];
  const [first = 0, ...rest] = length;
  const begin = Buffer.from([(isFinal ? FINAL : 0) | opcode, MASKED | first, ...rest]);
  return Buffer.concat([begin, Buffer.alloc(MASK_BYTES), body]);
};

/** The request that asks for a WebSocket. */
export const upgradeRequest = (port: number): string =>
  `GET /v1 HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
  'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n';
