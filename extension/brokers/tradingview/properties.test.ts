import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeFrames, ticksIn } from '../../../testing/decode-frames.ts';
import { expectSilence, expectSound } from '../../../testing/decoder-properties.ts';
import { tradingView } from './tradingview.ts';

const S = 1_771_699_596;
const NOW = S * 1000 + 400;
const framed = (payload: string): string => `~m~${payload.length}~m~${payload}`;
const DECOYS = [
  ...['du', 'timescale_update', 'symbol_resolved', 'series_completed', 'series_loading', 'study_completed'],
  ...[
    'quote_completed',
    'quote_list_fields',
    'symbol_error',
    'critical_error',
    'protocol_switched',
    'QSD',
    '',
  ],
];

const value = fc.oneof(fc.jsonValue(), fc.constantFrom(1.0842, S, S + 1, S - 60, 'FX:EURUSD', 100_000, true));
const values = fc.record(
  { lp: value, lp_time: value, description: value, type: value, pricescale: value, minmov: value },
  { requiredKeys: [] },
);
const bars = fc.constant({ sds_1: { s: [{ i: 1, v: [S - 60, 1, 2, 1, 2, 9] }], t: 's1' } });
const message = (m: fc.Arbitrary<string>) => {
  const name = fc.oneof(value, fc.constantFrom('FX:EURUSD', '={"symbol":"FX:EURUSD"}', '={"symbol":"'));
  const said = fc.oneof(
    fc.record({ n: name, s: fc.constantFrom('ok', 'ok', 'error'), v: fc.oneof(values, value) }),
    bars,
    value,
  );
  return fc.record({ m, p: fc.tuple(fc.oneof(fc.constant('qs_1'), value), said), of: fc.constant('qsd') });
};

describe('any input', () => {
  test('throws nothing and gives only what is sound', () => {
    const payload = message(fc.constantFrom('qsd', 'qsd', ...DECOYS)).map((said) => JSON.stringify(said));
    const frame = fc
      .tuple(fc.array(fc.oneof(payload, fc.constant('~h~12'), fc.string())), fc.nat(), fc.boolean())
      .map(([payloads, at, isCut]) => {
        const whole = payloads.map(framed).join('');
        return isCut && whole !== '' ? whole.slice(0, at % whole.length) : whole;
      });
    expectSound(tradingView, frame, NOW);
  });

  test('decoys say nothing, whatever they carry', () => {
    expectSilence(
      tradingView,
      message(fc.constantFrom(...DECOYS)).map((said) => framed(JSON.stringify(said))),
      NOW,
    );
  });

  test('a changed length never gives a price that was not sent', () => {
    const sent = fc.record({ lp: fc.integer({ min: 10_000, max: 99_999 }), lp_time: fc.constant(S) });
    fc.assert(
      fc.property(fc.array(fc.tuple(sent, fc.integer({ min: -60, max: 60 })), { minLength: 1 }), (parts) => {
        const frame = parts
          .map(([v, wrong]) => {
            const text = JSON.stringify({ m: 'qsd', p: ['qs_1', { n: 'FX:EURUSD', s: 'ok', v }] });
            return `~m~${text.length + wrong}~m~${text}`;
          })
          .join('');
        const broken = parts.findIndex(([, wrong]) => wrong !== 0);
        const whole = broken < 0 ? parts : parts.slice(0, broken);
        expect(ticksIn(decodeFrames(tradingView, [frame], NOW))).toEqual(
          whole.map(([{ lp }]) => `FX:EURUSD@tradingview ${lp} ${S * 1000}`),
        );
      }),
    );
  });
});
