import { expect, test } from 'vitest';
import { Instruments } from './instruments.ts';

const NAME = { symbol: 'FX:EURUSD', isBare: true };
const FACTS = { description: 'Euro / U.S. Dollar', type: 'forex', pricescale: 100_000, minmov: 1 };
const ASSET = {
  pair: 'FX:EURUSD@tradingview',
  label: 'Euro / U.S. Dollar',
  digits: 5,
  kind: 'currency',
  payout: undefined,
  open: undefined,
};
const learn = (...messages: object[]) => {
  const instruments = new Instruments('tradingview');
  return messages.map((values) => instruments.learn(NAME, { ...values }));
};

test('an asset is told once all of it is known, and again when it has changed', () => {
  const { description, type, pricescale, minmov } = FACTS;
  expect(
    learn({ description, type }, { lp: 1.1 }, { pricescale }, { minmov }, FACTS, { description }),
  ).toEqual([...[undefined, undefined, undefined], ASSET, ...[undefined, undefined]]);
  expect(learn(FACTS, { description: 'Euro' }, { pricescale: 1_000 })).toEqual([
    ASSET,
    { ...ASSET, label: 'Euro' },
    { ...ASSET, label: 'Euro', digits: 3 },
  ]);
});

test.each([
  [{ pricescale: 100, minmov: 1 }, 2],
  [{ pricescale: 100, minmov: 25 }, 2],
  [{ pricescale: 10, minmov: 5 }, 1],
  [{ pricescale: 100, minmov: 100 }, 0],
  [{ pricescale: 1, minmov: 1 }, 0],
  [{ pricescale: 32, minmov: 1 }, 5],
  [{ pricescale: 1e15, minmov: 1 }, 15],
])('%j has %d digits', (step, digits) => {
  expect(learn({ ...FACTS, ...step })).toMatchObject([{ digits }]);
});

test.each([
  { pricescale: 3 },
  { pricescale: 0 },
  { pricescale: '100' },
  { pricescale: 0.5 },
  { pricescale: 2 ** 60 },
  { minmov: -1 },
  { minmov: null },
  { description: '' },
  { description: 7 },
  { type: null },
])('%j makes no asset', (part) => {
  expect(learn({ ...FACTS, ...part })).toEqual([undefined]);
});

test.each([
  [{ type: 'forex' }, 'currency'],
  [{ type: 'bitcoin' }, 'cryptocurrency'],
  [{ type: 'spot', typespecs: ['crypto', 'common'] }, 'cryptocurrency'],
  [{ type: 'stock', typespecs: ['common'] }, 'stock'],
  [{ type: 'cfd', typespecs: {} }, 'cfd'],
])('%j is of the kind %s', (part, kind) => {
  expect(learn({ ...FACTS, ...part })).toMatchObject([{ kind }]);
});

test('a quote is converted where its currency differs from that of the bare name', () => {
  const instruments = new Instruments('tradingview');
  const asked = (currency: string) => ({ symbol: 'FX:EURUSD', isBare: false, currency });
  expect(instruments.isConverted(asked('EUR'))).toBe(false);
  instruments.learn(asked('EUR'), { currency_code: 'EUR' });
  expect(instruments.isConverted(asked('USD'))).toBe(false);
  instruments.learn(NAME, { currency_code: 'USD' });
  expect(instruments.isConverted(asked('EUR'))).toBe(true);
  expect(instruments.isConverted(asked('USD'))).toBe(false);
  expect(instruments.isConverted(NAME)).toBe(false);
});

test('it holds 5,000 symbols; the oldest is learnt anew', () => {
  const instruments = new Instruments('tradingview');
  expect(instruments.learn(NAME, FACTS)).toEqual(ASSET);
  for (let i = 1; i < 5_000; i += 1) instruments.learn({ symbol: `X:${i}`, isBare: true }, FACTS);
  expect(instruments.learn(NAME, FACTS)).toBeUndefined();
  instruments.learn({ symbol: 'X:5000', isBare: true }, FACTS);
  expect(instruments.learn(NAME, FACTS)).toEqual(ASSET);
});
