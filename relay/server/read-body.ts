import type { IncomingMessage } from 'node:http';
import { HttpError } from './http-error.ts';

/** Enough for a few fields. */
const MAX_BODY_BYTES = 4_096;

/**
 * The JSON of a request's body; `undefined` for an empty one.
 * @throws HttpError 413 or 400.
 */
export const readBody = async (request: IncomingMessage, maxBytes = MAX_BODY_BYTES): Promise<unknown> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) {
      throw new HttpError(413, 'body-too-large', `A body has to be at most ${maxBytes} bytes.`);
    }
    chunks.push(chunk);
  }
  if (size === 0) return undefined;
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new HttpError(400, 'body-wrong', 'The body has to be JSON.');
  }
};
