import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText, nearlyMessage } from '../testing/malformed-messages.ts';
import { CAPTURE_MESSAGE, HELLO_MESSAGE, parseMessage, TO_VIEW_MESSAGE, VIEW_MESSAGE } from './protocol.ts';

const SCHEMAS = [HELLO_MESSAGE, CAPTURE_MESSAGE, VIEW_MESSAGE, TO_VIEW_MESSAGE];

describe('parseMessage', () => {
  it('keeps bad ticks in a good batch, for each to be refused alone', () => {
    const text = JSON.stringify({ type: 'ticks', seq: 1, ticks: [['EURUSD', 1, 2, 3], null] });
    expect(parseMessage(CAPTURE_MESSAGE, text)).toEqual({ ok: true, message: JSON.parse(text) as unknown });
  });

  it('drops fields that the protocol does not have', () => {
    const parsed = parseMessage(
      HELLO_MESSAGE,
      '{"type":"hello","version":1,"role":"view","token":"t","balance":10000}',
    );
    expect(parsed).toEqual({ ok: true, message: { type: 'hello', version: 1, role: 'view', token: 't' } });
  });

  it('names the field that is wrong and not its value', () => {
    const parsed = parseMessage(
      VIEW_MESSAGE,
      '{"type":"history","id":1,"pair":"EUR USD","timeframe":"1m","limit":5}',
    );
    const reason = "the message's pair is not as the protocol has it";
    expect(parsed).toEqual({ ok: false, reason, isUnknownType: false });
  });

  it.each([
    ['{"type":"mood","seq":1}', true],
    ['{"type":7}', false],
    ['{"type":"ticks","ticks":7}', false],
    ['{}', false],
    ['[]', false],
    ['null', false],
    ['{', false],
  ])('of %s says whether it is of a type not known: %s', (text, isUnknownType) => {
    for (const schema of [CAPTURE_MESSAGE, TO_VIEW_MESSAGE])
      expect(parseMessage(schema, text)).toMatchObject({ ok: false, isUnknownType });
  });

  it('never throws, whatever comes', () => {
    fc.assert(fc.property(anyText, (input) => SCHEMAS.forEach((schema) => void parseMessage(schema, input))));
  });

  it('never throws at a message with anything in any of its fields, and reads its own answer to the same', () => {
    // A heartbeat has no field that could be wrong: that it is read shows nothing.
    let read = 0;
    fc.assert(
      fc.property(nearlyMessage, (text) => {
        for (const schema of SCHEMAS) {
          const parsed = parseMessage(schema, text);
          if (!parsed.ok) continue;
          if (parsed.message.type !== 'heartbeat') read += 1;
          expect(parseMessage(schema, JSON.stringify(parsed.message))).toEqual(parsed);
        }
      }),
      { numRuns: 1_000 },
    );
    expect(read).toBeGreaterThan(0);
  });
});
