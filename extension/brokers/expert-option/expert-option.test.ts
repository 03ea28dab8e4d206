import { describe, expect, test } from 'vitest';
import { milliseconds } from '../../../shared/units.ts';
import { decodeFrames, decodeJson, jsonBytes } from '../../../testing/decode-frames.ts';
import { assets, candles, DECOYS, EURUSD, NOW, several, T } from '../../../testing/expert-option-frames.ts';
import { AssetNames } from '../wire/asset-names.ts';
import { expertOption } from './expert-option.ts';

const decode = (...messages: unknown[]) => decodeJson(expertOption, messages, NOW);
const live = (pair: string, price: number, seconds = T) => ({
  type: 'ticks',
  origin: 'live',
  ticks: [{ pair, price, timestamp: seconds * 1000 }],
});
const LISTED = {
  type: 'assets',
  assets: [
    { pair: 'EURUSD@expert-option', label: 'EUR/USD', digits: 6, kind: 'currencies', payout: 85, open: true },
  ],
};

describe('candles', () => {
  test('the newest price under the asset’s number, until its list has named it', () => {
    expect(decode(candles(142, T, 1.0625), assets(EURUSD), candles(142, T + 0.5, 1.0626))).toEqual([
      live('active:142@expert-option', 1.0625),
      LISTED,
      { type: 'renamed', rename: { from: 'active:142@expert-option', to: 'EURUSD@expert-option' } },
      live('EURUSD@expert-option', 1.0626, T + 0.5),
    ]);
  });

  test('bytes of JSON', () => {
    expect(decodeFrames(expertOption, [jsonBytes(candles(142, T, 1.0625))], NOW)).toEqual([
      live('active:142@expert-option', 1.0625),
    ]);
  });

  test('among several answers', () => {
    expect(
      decode(several({ action: 'profile', message: {} }, assets(EURUSD), candles(142, T, 1.0625))),
    ).toEqual([LISTED, live('EURUSD@expert-option', 1.0625)]);
  });

  test('the clock is measured: times two hours ahead come out as UTC', () => {
    expect(decode(candles(142, T + 7_200, 1.0625))).toEqual([live('active:142@expert-option', 1.0625)]);
  });

  test.each([
    candles('142', T, 1),
    candles(142.5, T, 1),
    candles(null, T, 1),
    candles(142, String(T), 1),
    candles(142, T, '1'),
    candles(142, T, 0),
    candles(142, T, -1),
    { action: 'candles' },
    { action: 'candles', message: [] },
    {
      action: 'candles',
      message: { assetId: 142, candles: [{ tf: 0, t: T }, { tf: '0', t: T, v: [1] }, null] },
    },
    { action: 'candles', message: { assetId: 142, candles: [{ tf: 5, t: T, v: [1, 2, 1, 2] }] } },
    { action: 'candles', message: { assetId: 142, candles: [{ t: T, v: [1] }] } },
  ])('%j has no tick', (message) => {
    expect(decode(message)).toEqual([]);
  });
});

describe('assets', () => {
  test('bad rows are passed over, what was learnt of them stays', () => {
    const unlabelled = { ...EURUSD, id: 143, symbol: 'GBPUSD', name: undefined };
    expect(decode(assets(null, {}, unlabelled, EURUSD), candles(143, T, 1.25))).toEqual([
      LISTED,
      live('GBPUSD@expert-option', 1.25),
    ]);
    expect(decode(assets(), { action: 'assets', message: null })).toEqual([]);
  });

  test.each([
    [1, true],
    [0, false],
    [undefined, undefined],
  ])('is_active %j: open %j', (is_active, open) => {
    expect(decode(assets({ ...EURUSD, is_active }))).toMatchObject([{ assets: [{ open }] }]);
  });

  test('the sockets of a page share their names', () => {
    const names = new AssetNames();
    const [first, second] = [expertOption.createDecoder(names), expertOption.createDecoder(names)];
    first.decode(JSON.stringify(assets(EURUSD)), milliseconds(NOW));
    expect(second.decode(JSON.stringify(candles(142, T, 1.0625)), milliseconds(NOW))).toEqual([
      live('EURUSD@expert-option', 1.0625),
    ]);
    const elsewhere = expertOption.createDecoder();
    expect(elsewhere.decode(JSON.stringify(candles(142, T, 1)), milliseconds(NOW))).toEqual([
      live('active:142@expert-option', 1),
    ]);
  });
});

test.each(DECOYS)('%s says nothing', (action) => {
  const decoy = { ...candles(142, T, 1.0625), action };
  expect(decode(decoy, several(decoy), { ...assets(EURUSD), action })).toEqual([]);
});

test('several answers do not nest', () => {
  expect(decode(several(several(candles(142, T, 1.0625))))).toEqual([]);
});
