import { describe, expect, test } from 'vitest';
import { candle, decode, frame, live, NOW, T } from '../../../testing/iq-option-frames.ts';
import { AssetNames } from '../wire/asset-names.ts';
import { iqOption } from './iq-option.ts';

describe('lists', () => {
  const option = (commission: number) => ({ option: { profit: { commission }, expiration_times: [60] } });
  const turbo = {
    actives: {
      1: {
        id: 1,
        name: 'front.EURUSD',
        ticker: 'EURUSD',
        precision: 6,
        enabled: true,
        is_suspended: true,
        ...option(13),
      },
      76: {
        ...{ id: 76, name: 'front.EURUSD', ticker: 'EURUSD-OTC', description: 'EUR/USD (OTC)', precision: 6 },
        ...{ enabled: true, is_suspended: true, ...option(15) },
      },
    },
  };
  const binary = {
    actives: {
      76: { id: 76, name: 'front.EURUSD', enabled: true, is_suspended: false, ...option(21) },
      5: { id: 5, name: 'front.no pair', precision: 2, is_suspended: false },
      x: { id: 7, name: 'front.GBPUSD' },
      8: 'x',
    },
  };
  const initialization = frame('initialization-data', {
    turbo,
    binary,
    blitz: {},
    currency: 'USD',
    groups: [],
  });

  test('initialization-data: the assets, of which an open family says what they pay', () => {
    expect(decode([initialization])).toEqual([
      {
        type: 'assets',
        assets: [
          { pair: 'EURUSD@iq-option', label: 'EUR/USD', digits: 6, kind: 'turbo', payout: 87, open: false },
          {
            pair: 'EURUSD-OTC@iq-option',
            label: 'EUR/USD (OTC)',
            digits: 6,
            kind: 'binary',
            payout: 79,
            open: true,
          },
        ],
      },
    ]);
  });

  test('an asset has its number for a name until a list names it', () => {
    expect(decode([candle(76, T, 1.1), initialization, candle(76, T, 1.1), candle(76, T + 1, 1.2)])).toEqual([
      live('active:76@iq-option', 1.1, T),
      expect.objectContaining({ type: 'assets' }),
      { type: 'renamed', rename: { from: 'active:76@iq-option', to: 'EURUSD-OTC@iq-option' } },
      live('EURUSD-OTC@iq-option', 1.2, T + 1),
    ]);
  });

  test('the sockets of a page share the names', () => {
    const names = new AssetNames();
    iqOption.createDecoder(names).decode(initialization, NOW);
    expect(iqOption.createDecoder(names).decode(candle(1, T, 1.1), NOW)).toEqual([
      live('EURUSD@iq-option', 1.1, T),
    ]);
    expect(iqOption.createDecoder().decode(candle(1, T, 1.1), NOW)).toEqual([
      live('active:1@iq-option', 1.1, T),
    ]);
  });

  test('a list without digits names prices of another socket, too', () => {
    const names = new AssetNames();
    iqOption.createDecoder(names).decode(candle(81, T, 1.1), NOW);
    const list = frame('underlying-list', { underlying: [{ active_id: 81, name: 'GBPUSD-OTC' }] });
    expect(iqOption.createDecoder(names).decode(list, NOW)).toEqual([
      { type: 'renamed', rename: { from: 'active:81@iq-option', to: 'GBPUSD-OTC@iq-option' } },
    ]);
  });

  test.each(['underlying-list', 'underlying-list-changed'])(
    '%s: names, and assets where it has digits',
    (name) => {
      const digital = {
        active_id: 81,
        name: 'GBPUSD-OTC',
        underlying: 'GBPUSD',
        is_enabled: true,
        is_suspended: false,
      };
      const margin = {
        active_id: 816,
        name: 'BTCUSD',
        precision: 2,
        is_suspended: true,
        active_type: 'marginal-crypto',
      };
      const bad = [{ active_id: '3', name: 'A' }, { name: 'A' }, { active_id: 4, name: 5 }, 'x'];
      expect(
        decode([
          frame(name, { type: 'digital-option', underlying: [digital, ...bad] }),
          frame(name, { items: [margin] }),
          candle(81, T, 1.3),
          candle(4, T, 1.3),
        ]),
      ).toEqual([
        {
          type: 'assets',
          assets: [
            {
              pair: 'BTCUSD@iq-option',
              label: 'BTC/USD',
              digits: 2,
              kind: 'marginal-crypto',
              payout: undefined,
              open: false,
            },
          ],
        },
        live('GBPUSD-OTC@iq-option', 1.3, T),
        live('active:4@iq-option', 1.3, T),
      ]);
    },
  );

  test('what the options tell of an asset stands before other lists', () => {
    const items = [{ active_id: 76, name: 'EURUSD', precision: 5, is_suspended: true }];
    const [, ...rest] = decode([initialization, frame('underlying-list', { items }), candle(76, T, 1.1)]);
    expect(rest).toEqual([live('EURUSD-OTC@iq-option', 1.1, T)]);
  });

  test.each([null, [], 'x', {}, { turbo: [] }, { turbo: { actives: [1] } }, { underlying: {}, items: 5 }])(
    '%j is no list',
    (msg) => {
      expect(decode([frame('initialization-data', msg), frame('underlying-list', msg)])).toEqual([]);
    },
  );
});
