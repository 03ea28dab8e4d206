import * as v from 'valibot';
import { MAX_SHOWN_LENGTH, type InspectedFrames } from '../../contracts/site-messages.ts';

const MAX_FRAMES = 1_000;
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const INSPECTED_FRAMES = v.object({
  frames: v.pipe(
    v.array(
      v.object({
        socket: v.pipe(v.string(), v.maxLength(64)),
        // What no date can be made of could not be shown.
        receivedAt: v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e15)),
        text: v.optional(v.pipe(v.string(), v.maxLength(MAX_SHOWN_LENGTH))),
        isBinary: v.boolean(),
        length: count,
      }),
    ),
    v.maxLength(MAX_FRAMES),
  ),
  skipped: count,
});

/** A content script shares its process with the page: what it sends is validated like a stranger's. */
export const inspectedFramesOf = (raw: unknown): InspectedFrames => {
  const parsed = v.safeParse(INSPECTED_FRAMES, raw);
  return parsed.success ? parsed.output : { frames: [], skipped: 0 };
};
