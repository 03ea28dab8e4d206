import type { IncomingMessage } from 'node:http';
import { HttpError } from './http-error.ts';

const MAX_BODY_BYTES = 4_096;

/**
 * The JSON of a request's body; `undefined` for an empty one.
 * @throws HttpError 413 or 400.
 */
export const readBody = async (request: IncomingMessage): Promise<unknown> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) {
      throw new HttpError(413, 'body-too-large', `A body has to be at most ${MAX_BODY_BYTES} bytes.`);
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
