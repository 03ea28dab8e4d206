import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeFrames, expectSoundTicks, jsonBytes } from '../../../testing/decode-frames.ts';
import type { WireFrame } from '../../../simulator/dialects/dialect.ts';
import { isRecord } from '../wire/wire-values.ts';
import { binomo } from './binomo.ts';

const T = Date.UTC(2026, 10, 20, 12, 30, 7);
const NOW = T + 350;
const AHEAD_MS = 7_200_000;

const iso = (time: number): string => new Date(time).toISOString();
const quote = (ric: unknown, rate: unknown, created_at: unknown) => ({
  rate,
  precision: 5,
  repeat: 0,
  ask: 8.5,
  created_at,
  bid: 7.5,
  ric,
});
const message = (...assets: unknown[]) => ({
  data: [{ assets, action: 'assets' }],
  success: true,
  errors: [],
});
const decode = (...messages: unknown[]) =>
  decodeFrames(
    binomo,
    messages.map((value) => JSON.stringify(value)),
    NOW,
  );
const live = (...ticks: [string, number, number][]) => ({
  type: 'ticks',
  origin: 'live',
  ticks: ticks.map(([pair, price, timestamp]) => ({ pair, price, timestamp })),
});

describe('quotes', () => {
  const event = live(['Z-CRY/IDX@binomo', 641.867, T]);
  const { created_at, ...untimed } = quote('Z-CRY/IDX', 641.867, iso(T));

  test.each([
    ['created_at', message({ ...untimed, created_at })],
    ['sent_at', message({ ...untimed, sent_at: iso(T) })],
    ['the quote’s own time before the sender’s', message({ ...untimed, created_at, sent_at: iso(T + 90) })],
    ['seconds', message({ ...untimed, created_at: T / 1000 })],
    ['milliseconds', message({ ...untimed, created_at: T })],
  ])('with %s', (_name, value) => {
    expect(decode(value)).toEqual([event]);
    expect(decodeFrames(binomo, [jsonBytes(value)], NOW)).toEqual([event]);
  });

  test('several parts and assets, the bad ones left out', () => {
    const bad = [
      quote('EUR/USD', 0, iso(T)),
      quote('EUR/USD', -1, iso(T)),
      quote('EUR/USD', '1.1', iso(T)),
      quote('EUR/USD', 1.1, iso(T).replace('Z', '')),
      quote('EUR/USD', 1.1, undefined),
      quote('no pair', 1.1, iso(T)),
      quote(7, 1.1, iso(T)),
      null,
      [],
    ];
    const value = {
      data: [
        { assets: [...bad, quote('EUR/USD', 1.1, iso(T))], action: 'assets' },
        { assets: [quote('BTC/USD', 7, iso(T))], action: 'other' },
        null,
        { action: 'assets' },
        { assets: [quote('GBP/USD', 1.3, iso(T + 1))], action: 'assets' },
      ],
    };
    expect(decode(value)).toEqual([live(['EUR/USD@binomo', 1.1, T], ['GBP/USD@binomo', 1.3, T + 1])]);
  });

  test('the clock is measured: times two hours ahead come out as UTC', () => {
    expect(decode(message(quote('EUR/USD', 1.1, iso(T + AHEAD_MS))))).toEqual([
      live(['EUR/USD@binomo', 1.1, T]),
    ]);
  });
});

const DECOYS: unknown[] = [
  { data: [{ field: 'Z-CRY/IDX', action: 'subscribe' }], success: true, errors: [] },
  { topic: 'base', event: 'majority_opinion', payload: message(quote('EUR/USD', 1.1, iso(T))), ref: null },
  { ...message(quote('EUR/USD', 1.1, iso(T))), topic: 'base', event: 'majority_opinion' },
  ['5', null, 'asset:EUR/USD', 'majority_opinion', { assets: [quote('EUR/USD', 1.1, iso(T))] }],
  { topic: 'base', event: 'deal_created', payload: { ric: 'EUR/USD', rate: 1.1, created_at: iso(T) } },
  { data: { action: 'assets', assets: [quote('EUR/USD', 1.1, iso(T))] } },
  { data: [{ action: 'Assets', assets: [quote('EUR/USD', 1.1, iso(T))] }] },
];

test.each(DECOYS)('%j says nothing', (decoy) => {
  expect(decode(decoy)).toEqual([]);
  expect(decodeFrames(binomo, [jsonBytes(decoy)], NOW)).toEqual([]);
});

describe('any input', () => {
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
  const frame = fc.oneof<fc.Arbitrary<WireFrame>[]>(
    value.map((json) => JSON.stringify(json)),
    value.map(jsonBytes),
    fc.string(),
    fc.uint8Array(),
    fc.constantFrom('{"assets"', '"assets"', '{"data":[{"action":"assets","assets":['),
  );

  test('throws nothing and gives only sound ticks', () => {
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 10 }), (frames) => {
        expectSoundTicks(decodeFrames(binomo, frames, NOW));
      }),
    );
  });

  test('says nothing in a Phoenix message, whatever it carries', () => {
    fc.assert(
      fc.property(fc.string(), value, (event, payload) => {
        const told = isRecord(payload) ? payload : {};
        expect(decode({ ...told, topic: 'base', event, payload, ref: null })).toEqual([]);
        expect(decode(['1', null, 'base', event, payload])).toEqual([]);
      }),
    );
  });
});
