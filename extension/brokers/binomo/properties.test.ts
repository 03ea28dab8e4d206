import fc from 'fast-check';
import { test } from 'vitest';
import { iso, message, NOW, quote, T } from '../../../testing/binomo-frames.ts';
import { expectSilence, expectSound, framed } from '../../../testing/decoder-properties.ts';
import { isRecord } from '../wire/wire-values.ts';
import { binomo } from './binomo.ts';

const number = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(T, T / 1000, 0, -1, 1e300));
const asset = fc.oneof(
  fc
    .tuple(
      fc.oneof(fc.string(), fc.constantFrom('EUR/USD', 'Z-CRY/IDX')),
      number,
      fc.oneof(number, fc.string(), fc.constantFrom(iso(T), iso(T - 3_600_000))),
    )
    .map(([ric, rate, time]) => quote(ric, rate, time)),
  fc.jsonValue(),
);
const value = fc.oneof(
  fc.array(asset).map((assets) => message(...assets)),
  fc.jsonValue().map((data) => ({ data, action: 'assets' })),
  fc.jsonValue(),
);

test('no frames make it throw, and all that comes out is sound', () => {
  const cut = fc.constantFrom('{"assets"', '"assets"', '{"data":[{"action":"assets","assets":[');
  expectSound(binomo, fc.oneof(framed(value), cut), NOW);
});

test('says nothing in a Phoenix message, whatever it carries', () => {
  const phoenix = fc
    .tuple(fc.string(), value, fc.boolean())
    .map(([event, payload, isListed]) =>
      isListed
        ? ['1', null, 'base', event, payload]
        : { ...(isRecord(payload) ? payload : {}), topic: 'base', event, payload, ref: null },
    );
  const after = [JSON.stringify(message(quote('EUR/USD', 8, iso(T))))];
  expectSilence(binomo, framed(phoenix), NOW, { after });
});
