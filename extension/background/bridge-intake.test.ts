import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { MAX_SPANS_PER_MESSAGE } from '../../shared/feed-span.ts';
import { BridgeIntake } from './bridge-intake.ts';
import type { OutboxMessage } from './outbox-message.ts';

const NOW = Date.now();
const TICK = ['EURUSD_otc', 1.1, NOW, NOW + 0.5];

const setUp = (brokerId = 'pocket-option') => {
  const accepted: { message: OutboxMessage; onKept: () => void }[] = [];
  const target = {
    accept: (message: OutboxMessage, onKept: () => void) => void accepted.push({ message, onKept }),
    live: vi.fn(),
    lost: vi.fn(),
    assets: vi.fn(),
    page: vi.fn(),
    renamed: vi.fn(),
    unwatched: vi.fn(),
    watched: vi.fn(),
  };
  const onKept = vi.fn();
  return { intake: new BridgeIntake(brokerId, target, onKept), accepted, target, onKept };
};

describe('bridge intake', () => {
  test('takes good ticks and leaves out bad ones', () => {
    const { intake, accepted, onKept } = setUp();
    const bad = [
      ['EURUSD_otc', -1, NOW, NOW],
      ['a b', 1, NOW, NOW],
      ['EURUSD_otc', 1, NOW + 3_600_000, NOW],
      5,
    ];
    intake.receive({ type: 'ticks', id: 3, ticks: [TICK, ...bad] });
    expect(accepted.map(({ message }) => message)).toEqual([{ type: 'ticks', ticks: [TICK] }]);
    expect(onKept).not.toHaveBeenCalled();
    accepted[0]?.onKept();
    expect(onKept.mock.calls).toEqual([[3]]);
  });

  test('ticks of this moment are told once they were sent, those of a history are not', () => {
    const { intake, accepted, target } = setUp();
    target.live.mockImplementation(() => expect(accepted).toHaveLength(1));
    intake.receive({ type: 'ticks', id: 1, ticks: [TICK, ['EURUSD_otc@quotex', 1.1, NOW, NOW]] });
    expect(target.live.mock.calls).toEqual([[[TICK]]]);
    intake.receive({ type: 'ticks', id: 2, ticks: [TICK], isHistory: true });
    expect(accepted).toHaveLength(2);
    expect(target.live).toHaveBeenCalledTimes(1);
  });

  test('a batch without a good tick is confirmed at once: the bridge has nothing to keep it for', () => {
    const { intake, accepted, onKept } = setUp();
    intake.receive({ type: 'ticks', id: 1, ticks: [['x', 'y']] });
    expect(accepted).toEqual([]);
    expect(onKept.mock.calls).toEqual([[1]]);
  });

  test('a long batch is split and confirmed with its last part', () => {
    const { intake, accepted, onKept } = setUp();
    intake.receive({ type: 'ticks', id: 1, ticks: Array.from({ length: 1_201 }, () => TICK) });
    expect(accepted.map(({ message }) => message.type === 'ticks' && message.ticks.length)).toEqual([
      500, 500, 201,
    ]);
    for (const [index, { onKept: partKept }] of accepted.entries()) {
      expect(onKept).toHaveBeenCalledTimes(0);
      expect(index).toBeLessThan(3);
      partKept();
    }
    expect(onKept).toHaveBeenCalledTimes(1);
  });

  test("another broker's pairs are refused", () => {
    const { intake, accepted, target } = setUp('quotex');
    intake.receive({ type: 'ticks', id: 1, ticks: [TICK, ['EURUSD_otc@quotex', 1.1, NOW, NOW]] });
    intake.receive({ type: 'page', pair: 'EURUSD_otc' });
    expect(accepted[0]?.message).toMatchObject({ ticks: [['EURUSD_otc@quotex', 1.1, NOW, NOW]] });
    expect(target.page).not.toHaveBeenCalled();
  });

  test('a page that sends too much is held to its budget, and what it loses is counted', () => {
    const { intake, accepted, target } = setUp();
    const ticks = Array.from({ length: 5_000 }, () => TICK);
    for (let id = 1; id <= 40; id += 1) intake.receive({ type: 'ticks', id, ticks });
    expect(target.lost).toHaveBeenCalledWith(5_000);
    expect(accepted.length).toBeLessThan(40 * 10);
  });

  test('candles beyond the budget are let go, and are no ticks to count', () => {
    const { intake, accepted, target, onKept } = setUp();
    const candles = Array.from({ length: 1_000 }, () => [NOW, 1, 1, 1, 1]);
    for (let id = 1; id <= 200; id += 1) {
      intake.receive({ type: 'candles', id, pair: 'EURUSD_otc', duration: 60_000, candles });
    }
    expect(accepted.length).toBeLessThan(200);
    expect(onKept).toHaveBeenCalledWith(200);
    expect(target.lost).not.toHaveBeenCalled();
  });

  test('candles, assets, page and dropped ticks', () => {
    const { intake, accepted, target } = setUp();
    const candles = [[NOW, 1, 1, 1, 1]];
    intake.receive({ type: 'candles', id: 1, pair: 'EURUSD_otc', duration: 60_000, candles });
    expect(accepted[0]?.message).toEqual({
      type: 'brokerHistory',
      pair: 'EURUSD_otc',
      duration: 60_000,
      candles,
    });
    const asset = { pair: 'EURUSD_otc', label: 'EUR/USD OTC', digits: 5, kind: 'currency' };
    intake.receive({ type: 'assets', assets: [asset] });
    expect(target.assets).toHaveBeenCalledWith('pocket-option', [asset]);
    intake.receive({ type: 'page', pair: 'EURUSD_otc', timeframe: '1m' });
    expect(target.page).toHaveBeenCalledWith('EURUSD_otc', '1m');
    intake.receive({ type: 'dropped', ticks: 12 });
    expect(target.lost).toHaveBeenCalledWith(12);
  });

  test('a page whose feed is not seen says so, until it sends anything of one', () => {
    const { intake, target } = setUp();
    intake.receive({ type: 'unwatched', hasWorker: true, hasStream: false });
    expect(target.unwatched.mock.calls).toEqual([[{ hasWorker: true, hasStream: false }]]);
    intake.receive({ type: 'unwatched', hasWorker: 'perhaps', hasStream: false });
    expect(target.unwatched).toHaveBeenCalledTimes(1);
    expect(target.watched).not.toHaveBeenCalled();
    intake.receive({ type: 'ticks', id: 1, ticks: [TICK] });
    expect(target.watched).toHaveBeenCalledTimes(1);
  });

  test('takes good claims of a feed and leaves out bad ones and those of another broker', () => {
    const { intake, accepted, onKept } = setUp();
    const good = ['EURUSD_otc', NOW - 10_000, NOW];
    const bad = [['EURUSD_otc', NOW, NOW - 1], ['EURUSD_otc@quotex', NOW, NOW], null];
    intake.receive({ type: 'feedSpans', id: 4, spans: [good, ...bad] });
    expect(accepted.map(({ message }) => message)).toEqual([{ type: 'feedSpans', spans: [good] }]);
    expect(onKept).not.toHaveBeenCalled();
    accepted[0]?.onKept();
    expect(onKept.mock.calls).toEqual([[4]]);
    intake.receive({ type: 'feedSpans', id: 5, spans: bad });
    expect(onKept.mock.calls).toEqual([[4], [5]]);
    const many = Array.from({ length: MAX_SPANS_PER_MESSAGE + 1 }, () => good);
    intake.receive({ type: 'feedSpans', id: 6, spans: many });
    expect(accepted).toHaveLength(1);
  });

  test('a pair of its own broker that had no name is renamed, and nothing else is', () => {
    const { intake, accepted, target, onKept } = setUp('iq-option');
    const rename = { from: 'active:76@iq-option', to: 'EURUSD@iq-option' };
    intake.receive({ type: 'renamed', id: 1, ...rename });
    expect(accepted.map(({ message }) => message)).toEqual([{ type: 'renamed', ...rename }]);
    expect(target.renamed.mock.calls).toEqual([[rename]]);
    expect(onKept).not.toHaveBeenCalled();
    accepted[0]?.onKept();

    const others = [
      { from: 'active:76@exnova', to: 'EURUSD@exnova' },
      { from: 'EURUSD@iq-option', to: 'GBPUSD@iq-option' },
      { from: 'active:76@iq-option', to: 'EURUSD@exnova' },
      { from: 'active:76@iq-option', to: 'EURUSD_otc' },
    ];
    for (const [index, other] of others.entries())
      intake.receive({ type: 'renamed', id: index + 2, ...other });
    expect(accepted).toHaveLength(1);
    expect(target.renamed).toHaveBeenCalledTimes(1);
    expect(onKept.mock.calls).toEqual([[1], [2], [3], [4], [5]]);
  });

  test('no message makes it throw', () => {
    const message = fc.oneof(
      fc.jsonValue(),
      fc.record({
        type: fc.constantFrom(
          'ticks',
          'candles',
          'feedSpans',
          'renamed',
          'assets',
          'page',
          'dropped',
          'unwatched',
        ),
        id: fc.jsonValue(),
      }),
      fc.record({ type: fc.constant('ticks'), id: fc.nat(), ticks: fc.jsonValue() }),
      fc.record({ type: fc.constant('feedSpans'), id: fc.nat(), spans: fc.array(fc.jsonValue()) }),
    );
    fc.assert(
      fc.property(message, (value) => {
        setUp().intake.receive(value);
      }),
    );
  });
});
