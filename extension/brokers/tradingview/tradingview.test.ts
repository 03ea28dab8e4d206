import { describe, expect, test } from 'vitest';
import { decodeFrames, ticksIn } from '../../../testing/decode-frames.ts';
import { tradingView } from './tradingview.ts';

const S = 1_771_699_596;
const NOW = S * 1000 + 400;
const framed = (...messages: unknown[]): string =>
  messages
    .map((message) => (typeof message === 'string' ? message : JSON.stringify(message)))
    .map((payload) => `~m~${payload.length}~m~${payload}`)
    .join('');
const qsd = (n: unknown, v: object, session: unknown = 'qs_1') => ({
  m: 'qsd',
  p: [session, { n, s: 'ok', v }],
});
const decode = (...frames: (string | Uint8Array)[]) => decodeFrames(tradingView, frames, NOW);

const NAME = 'FX:EURUSD';
const COMPOSITE = '={"symbol":"FX:EURUSD","adjustment":"splits","currency-id":"USD"}';
const LIVE = qsd(NAME, { lp: 1.0842, lp_time: S });
const LOAD = {
  pro_name: NAME,
  description: 'Euro / U.S. Dollar 😀',
  type: 'forex',
  pricescale: 100_000,
  minmov: 1,
  currency_code: 'USD',
  lp: 1.0841,
  lp_time: S - (S % 60),
};
const ASSET = {
  pair: 'FX:EURUSD@tradingview',
  label: 'Euro / U.S. Dollar 😀',
  digits: 5,
  kind: 'currency',
  payout: undefined,
  open: undefined,
};

describe('quotes', () => {
  test('several in a frame, heartbeats and others between them', () => {
    const events = decode(
      framed(
        LIVE,
        '~h~12',
        qsd(NAME, { lp: 1.0843 }),
        { m: 'quote_completed', p: ['qs_1', NAME] },
        qsd('NASDAQ:BRK.B', { lp: 245.12, lp_time: S - 2 }),
      ),
      framed(qsd(NAME, { lp_time: S + 1 })),
    );
    expect(events).toHaveLength(2);
    expect(ticksIn(events)).toEqual([
      `FX:EURUSD@tradingview 1.0842 ${S * 1000}`,
      `FX:EURUSD@tradingview 1.0843 ${S * 1000}`,
      `NASDAQ:BRK.B@tradingview 245.12 ${(S - 2) * 1000}`,
      `FX:EURUSD@tradingview 1.0843 ${(S + 1) * 1000}`,
    ]);
  });

  test('each session is told only what is new to it', () => {
    const events = decode(
      framed(LIVE, qsd(NAME, { lp_time: S - (S % 60) }, 'qs_2'), qsd(NAME, { lp: 1.0844 }, 'qs_2')),
      framed(qsd(NAME, { lp: 1.0845 })),
    );
    expect(ticksIn(events)).toEqual([
      `FX:EURUSD@tradingview 1.0842 ${S * 1000}`,
      `FX:EURUSD@tradingview 1.0845 ${S * 1000}`,
    ]);
  });

  test('a composite name has its symbol, unless it is known to be in another currency', () => {
    const live = { lp: 1.0842, lp_time: S };
    expect(ticksIn(decode(framed(qsd(COMPOSITE, live))))).toEqual([
      `FX:EURUSD@tradingview 1.0842 ${S * 1000}`,
    ]);
    const inEuro = COMPOSITE.replace('USD"}', 'EUR"}');
    expect(ticksIn(decode(framed(qsd(NAME, LOAD), qsd(COMPOSITE, live), qsd(inEuro, live))))).toHaveLength(1);
  });

  test.each([
    { m: 'qsd', p: ['qs_1', { n: NAME, s: 'error', v: { lp: 1.1, lp_time: S } }] },
    { m: 'qsd', p: ['qs_1', { n: NAME, v: { lp: 1.1, lp_time: S } }] },
    { m: 'qsd', p: ['qs_1', { n: NAME, s: 'ok', v: [{ lp: 1.1, lp_time: S }] }] },
    { m: 'qsd', p: [{ n: NAME, s: 'ok', v: { lp: 1.1, lp_time: S } }] },
    { m: 'qsd', p: { 0: 'qs_1', 1: { n: NAME, s: 'ok', v: { lp: 1.1, lp_time: S } } } },
    qsd(NAME, { lp: 1.1, lp_time: S }, 7),
    qsd('no pair', { lp: 1.1, lp_time: S }),
    qsd('={"symbol":{"symbol":"FX:EURUSD"}}', { lp: 1.1, lp_time: S }),
    qsd(NAME, { lp: 1.1, lp_time: 0 }),
    qsd(NAME, { lp: 1.1, lp_time: S + 7_200 }),
    [qsd(NAME, { lp: 1.1, lp_time: S })],
  ])('%j gives no tick', (message) => {
    expect(decode(framed(message))).toEqual([]);
  });

  test('of a payload with a broken length comes nothing', () => {
    const text = JSON.stringify(LIVE);
    for (const length of [text.length - 1, text.length + 1, 1, 0, 'x', '', 1e9])
      expect(decode(`~m~${length}~m~${text}`, `~m~${length}~m~${text}${framed(LIVE)}`)).toEqual([]);
    expect(decode(text, framed(LIVE).slice(0, -1), new TextEncoder().encode(framed(LIVE)))).toEqual([]);
  });
});

test('what stands when a quote is asked for names the asset, once, and gives no tick', () => {
  const assets = [{ type: 'assets', assets: [ASSET] }];
  expect(decode(framed(qsd(NAME, LOAD)), framed(qsd(NAME, LOAD, 'qs_2'), qsd(COMPOSITE, LOAD)))).toEqual(
    assets,
  );
});
