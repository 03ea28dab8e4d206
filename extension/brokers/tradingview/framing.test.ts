import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { payloadsOf } from './framing.ts';

const framed = (...payloads: string[]): string =>
  payloads.map((payload) => `~m~${payload.length}~m~${payload}`).join('');

describe('framing', () => {
  test.each<[string, string[]]>([
    ['~m~5~m~~h~12', ['~h~12']],
    ['~m~2~m~{}~m~5~m~~h~12~m~4~m~[{}]', ['{}', '~h~12', '[{}]']],
    ['~m~0~m~~m~2~m~{}', ['', '{}']],
    ['~m~6~m~{"😀"}', ['{"😀"}']],
    ['~m~7~m~a~m~1~m~m~1~m~b', ['a~m~1~m', 'b']],
  ])('%s', (frame, payloads) => {
    expect(payloadsOf(frame)).toEqual(payloads);
  });

  test.each([
    '',
    '{}',
    '~m~',
    '~m~2',
    '~m~2~m~',
    '~m~2~m~{',
    '~m~1~m~{}',
    '~m~3~m~{}',
    '~m~~m~{}',
    '~m~-2~m~{}',
    '~m~2.0~m~{}',
    '~m~ 2~m~{}',
    '~m~0x2~m~{}',
    '~m~000000002~m~{}',
    ' ~m~2~m~{}',
    '~M~2~M~{}',
  ])('%j carries nothing', (frame) => {
    expect(payloadsOf(frame).filter(Boolean)).toEqual([]);
  });

  test('what stands before a broken length is read, what comes after it is not', () => {
    expect(payloadsOf('~m~2~m~{}~m~9~m~[]')).toEqual(['{}']);
    expect(payloadsOf('~m~2~m~{}~m~x~m~[]~m~2~m~{}')).toEqual(['{}']);
  });

  test('payloads come out as they were, whatever they hold', () => {
    const payload = fc.oneof(fc.string(), fc.constantFrom('~m~', '~m~3~m~', '~h~1', '😀', ''));
    fc.assert(
      fc.property(fc.array(payload, { maxLength: 6 }), (payloads) => {
        expect(payloadsOf(framed(...payloads))).toEqual(payloads);
      }),
    );
  });

  test('of a frame that is cut anywhere come only whole payloads', () => {
    const payload = fc.json();
    fc.assert(
      fc.property(fc.array(payload, { minLength: 1, maxLength: 6 }), fc.nat(), (payloads, random) => {
        const frame = framed(...payloads);
        const read = payloadsOf(frame.slice(0, random % frame.length));
        expect(read).toEqual(payloads.slice(0, read.length));
      }),
    );
  });
});
