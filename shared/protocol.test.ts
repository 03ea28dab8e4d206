import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
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
    expect(parsed).toEqual({ ok: false, reason: "the message's pair is not as the protocol has it" });
  });

  it('never throws, whatever comes', () => {
    const text = fc.oneof(
      fc.string(),
      fc.json(),
      fc.jsonValue().map((value) => JSON.stringify({ type: 'ticks', value })),
    );
    fc.assert(fc.property(text, (input) => SCHEMAS.forEach((schema) => void parseMessage(schema, input))));
  });
});
