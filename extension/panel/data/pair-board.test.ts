import { expect, test } from 'vitest';
import { milliseconds } from '../../../shared/units.ts';
import { PairBoard } from './pair-board.ts';

const DAY = Date.UTC(2025, 8, 1);
const at = (offset: number) => milliseconds(DAY + offset);
const tick = (price: number, offset: number, pair = 'EURUSD_otc') => ({ pair, price, timestamp: at(offset) });

const boardWith = (...ticks: ReturnType<typeof tick>[]) => {
  const board = new PairBoard();
  for (const one of ticks) board.take(one, at(0));
  return board;
};

test('the newest tick is the price, in whatever order they come', () => {
  const quote = boardWith(tick(1.1, 1_000), tick(1.3, 3_000), tick(1.2, 2_000)).quote('EURUSD_otc');
  expect(quote?.price).toBe(1.3);
  expect(quote?.timestamp).toBe(at(3_000));
  expect(quote?.recent.quotes().map(({ price }) => price)).toEqual([1.1, 1.3]);
});

test('the change counts from the first tick, from the relay’s day open, and from each new day', () => {
  const board = boardWith(tick(100, 0), tick(101, 1_000));
  const quote = board.quote('EURUSD_otc');
  expect(quote?.change.text).toBe('+1.00%');
  board.describe([
    { pair: 'EURUSD_otc', label: 'EUR/USD OTC', price: 101, timestamp: at(1_000), dayOpen: 202 },
  ]);
  expect(quote?.change.text).toBe('−50.00%');
  board.take(tick(303, 86_400_000), at(0));
  expect(quote?.change.text).toBe('0.00%');
});

test('digits come from the asset list, else from the prices', () => {
  const board = boardWith(tick(8.367e-6, 0, 'LBPUSD_otc'), tick(8.37e-6, 1, 'LBPUSD_otc'));
  expect(board.quote('LBPUSD_otc')?.digits).toBe(9);
  board.describe([{ pair: 'LBPUSD_otc', label: 'LBP/USD OTC', digits: 10 }]);
  expect(board.quote('LBPUSD_otc')?.digits).toBe(10);
});

test('lists by label those that have a price', () => {
  const board = boardWith(tick(1, 0, 'USDJPY'), tick(1, 0, 'AUDCAD_otc'));
  board.describe([
    { pair: '#AAPL_otc', label: 'Apple OTC' },
    { pair: 'EURUSD', label: 'EUR/USD', price: 1.1, timestamp: at(0) },
  ]);
  expect(board.listed().map(({ label }) => label)).toEqual(['AUD/CAD OTC', 'EUR/USD', 'USD/JPY']);
});

test('a summary older than a live tick does not take its place', () => {
  const board = boardWith(tick(2, 5_000));
  board.describe([{ pair: 'EURUSD_otc', label: '', price: 1, timestamp: at(4_000) }]);
  expect(board.quote('EURUSD_otc')?.price).toBe(2);
  expect(board.quote('EURUSD_otc')?.label).toBe('EUR/USD OTC');
});

test('keeps the last 120 ticks', () => {
  const board = boardWith(...Array.from({ length: 130 }, (_, index) => tick(index + 1, index)));
  const quotes = board.quote('EURUSD_otc')?.recent.quotes() ?? [];
  expect([quotes.length, quotes[0], quotes.at(-1)]).toEqual([
    120,
    { price: 11, timestamp: at(10) },
    { price: 130, timestamp: at(129) },
  ]);
});

test('what a broker pays and whether it is open come with its list, and stay until it says otherwise', () => {
  const board = boardWith(tick(1.1, 0));
  const quote = board.quote('EURUSD_otc');
  const terms = () => [quote?.payout, quote?.isOpen];
  expect(terms()).toEqual([undefined, undefined]);
  board.describe([{ pair: 'EURUSD_otc', label: 'EUR/USD OTC', payout: 92, open: true }]);
  expect(terms()).toEqual([92, true]);
  board.describe([{ pair: 'EURUSD_otc', label: 'EUR/USD OTC' }]);
  expect(terms()).toEqual([92, true]);
  board.describe([{ pair: 'EURUSD_otc', label: 'EUR/USD OTC', payout: 0, open: false }]);
  expect(terms()).toEqual([0, false]);
});

test('the change as a number, and the ticks of the last minute', () => {
  const quote = boardWith(tick(100, 0), tick(101, 1_000)).quote('EURUSD_otc');
  expect(quote?.changeRatio).toBeCloseTo(0.01, 12);
  expect([quote?.activity(at(1_000)), quote?.activity(at(61_000))]).toEqual([2, 0]);
});

test('a pair that was told its name is not there under its number any more', () => {
  const board = boardWith(tick(1.1, 0, 'active:76@iq-option'), tick(1.2, 0, 'active:77@iq-option'));
  board.describe([
    {
      pair: 'EURUSD@iq-option',
      label: 'EUR/USD',
      price: 1.1,
      timestamp: at(0),
      formerly: ['active:76@iq-option'],
    },
  ]);
  expect(board.listed().map(({ pair }) => pair)).toEqual(['active:77@iq-option', 'EURUSD@iq-option']);
});
