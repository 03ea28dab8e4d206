import { describe, expect, test } from 'vitest';
import { decodeFrames, decodeJson } from '../../../testing/decode-frames.ts';
import { deriv } from './deriv.ts';
import { error, NOW, ohlc, PERSONAL, T, tick } from '../../../testing/deriv-frames.ts';

const decode = (...messages: unknown[]) => decodeJson(deriv, messages, NOW);
const live = (pair: string, price: number, seconds = T) => ({
  type: 'ticks',
  origin: 'live',
  ticks: [{ pair, price, timestamp: seconds * 1000 }],
});

describe('ticks', () => {
  test.each([
    ['numbers', tick('R_100', T, 1234.56), live('R_100@deriv', 1234.56)],
    ['text', tick('frxEURUSD', String(T), '1.10230'), live('frxEURUSD@deriv', 1.1023)],
    ['the close of the forming candle', ohlc('R_50', T, '303.9150'), live('R_50@deriv', 303.915)],
  ])('%s', (_name, message, event) => {
    expect(decode(message)).toEqual([event]);
  });

  test('a forming candle may leave its symbol to the request', () => {
    const message = ohlc(undefined, T, '303.9');
    expect(decode(message)).toEqual([]);
    expect(decode({ ...message, echo_req: { ticks_history: 'R_75' } })).toEqual([live('R_75@deriv', 303.9)]);
  });

  test('times are UTC, also where the clock of this computer is two hours wrong', () => {
    expect(decode(tick('R_100', T - 7_200, 5))).toEqual([live('R_100@deriv', 5, T - 7_200)]);
  });

  test('bytes of JSON', () => {
    const bytes = new TextEncoder().encode(JSON.stringify(tick('R_100', T, 5)));
    expect(decodeFrames(deriv, [bytes], NOW)).toEqual([live('R_100@deriv', 5)]);
  });

  test('spaces in the JSON change nothing', () => {
    const pretty = JSON.stringify(tick('R_100', T, 5), null, 2);
    expect(decodeFrames(deriv, [pretty], NOW)).toEqual([live('R_100@deriv', 5)]);
  });

  test.each([
    tick('R_100', T, 0),
    tick('R_100', T, -1),
    tick('R_100', T, null),
    tick('R_100', T, '1,5'),
    tick('R_100', undefined, 1),
    tick('R_100', 'now', 1),
    tick('no pair', T, 1),
    tick(7, T, 1),
    tick('R_100', T + 86_400, 1),
    { msg_type: 'tick' },
    { msg_type: 'tick', tick: [] },
    { msg_type: 'ohlc', ohlc: null },
  ])('%j is no tick', (message) => {
    expect(decode(message)).toEqual([]);
  });
});

describe('decoys', () => {
  test.each([error('tick'), error('history'), error('active_symbols'), ...PERSONAL])(
    '%j says nothing',
    (message) => {
      expect(decode(message)).toEqual([]);
    },
  );

  test('an answer with an error has nothing else', () => {
    expect(decode({ ...tick('R_100', T, 5), error: { code: 'MarketIsClosed' } })).toEqual([]);
  });

  test.each(['', '{', '[]', '"tick"', '{"msg_type":"tick"', 'null', '[{"msg_type":"tick"}]'])(
    '%j says nothing',
    (frame) => {
      expect(decodeFrames(deriv, [frame], NOW)).toEqual([]);
    },
  );
});

describe('active_symbols', () => {
  test('both interfaces name the same assets', () => {
    const old = { symbol: 'frxEURUSD', display_name: 'EUR/USD', pip: 0.00001 };
    const now = { underlying_symbol: 'frxEURUSD', underlying_symbol_name: 'EUR/USD', pip_size: 0.00001 };
    const rest = { market: 'forex', exchange_is_open: 1, is_trading_suspended: 0 };
    const asset = { pair: 'frxEURUSD@deriv', label: 'EUR/USD', digits: 5, kind: 'forex', payout: undefined };
    for (const names of [old, now]) {
      expect(decode({ msg_type: 'active_symbols', active_symbols: [{ ...names, ...rest }] })).toEqual([
        { type: 'assets', assets: [{ ...asset, open: true }] },
      ]);
    }
  });

  test.each([
    [1, 0, true],
    [1, undefined, true],
    [0, 0, false],
    [1, 1, false],
    [undefined, 0, undefined],
  ])(
    'exchange_is_open %j, is_trading_suspended %j: open %j',
    (exchange_is_open, is_trading_suspended, open) => {
      const row = { symbol: 'R_10', display_name: 'Volatility 10', pip: 0.001, market: 'synthetic_index' };
      const message = {
        msg_type: 'active_symbols',
        active_symbols: [{ ...row, exchange_is_open, is_trading_suspended }],
      };
      expect(decode(message)).toMatchObject([{ assets: [{ open }] }]);
    },
  );

  test('rows that lack something are passed over', () => {
    const rows = [null, {}, { symbol: 'R_10' }, { symbol: 'a b', display_name: 'A', pip: 1, market: 'x' }];
    expect(decode({ msg_type: 'active_symbols', active_symbols: rows })).toEqual([]);
    expect(decode({ msg_type: 'active_symbols', active_symbols: {} })).toEqual([]);
  });
});
