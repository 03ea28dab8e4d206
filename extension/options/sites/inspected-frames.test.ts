import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_SHOWN_LENGTH } from '../../contracts/site-messages.ts';
import { inspectedFramesOf } from './inspected-frames.ts';
import { FrameSight } from './seen-frames.ts';
import { clockOf } from './words.ts';

const FRAME = { socket: 'a/1', receivedAt: Date.UTC(2026, 10, 23), text: '{}', isBinary: false, length: 2 };

test('what a bridge shows comes through', () => {
  const bytes = { ...FRAME, text: undefined, isBinary: true };
  expect(inspectedFramesOf({ frames: [FRAME, bytes], skipped: 3 })).toEqual({
    frames: [FRAME, bytes],
    skipped: 3,
  });
});

test.each([
  { ...FRAME, text: 5 },
  { ...FRAME, text: 'x'.repeat(MAX_SHOWN_LENGTH + 1) },
  { ...FRAME, receivedAt: 1e300 },
  { ...FRAME, socket: 'x'.repeat(65) },
])('what no bridge shows does not (%#)', (frame) => {
  expect(inspectedFramesOf({ frames: [frame], skipped: 0 })).toEqual({ frames: [], skipped: 0 });
});

test('whatever comes can be listed', () => {
  const frame = fc.record({
    socket: fc.string(),
    receivedAt: fc.double(),
    text: fc.oneof(fc.string(), fc.json(), fc.constant(undefined)),
    isBinary: fc.boolean(),
    length: fc.nat(),
  });
  fc.assert(
    fc.property(
      fc.oneof(fc.jsonValue(), fc.record({ frames: fc.array(frame), skipped: fc.nat() })),
      (raw) => {
        const sight = new FrameSight();
        for (const seen of inspectedFramesOf(raw).frames.flatMap((one) => sight.see(one)))
          expect(clockOf(seen.receivedAt)).not.toBe('');
      },
    ),
  );
});
