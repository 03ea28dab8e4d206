import { expect, test } from 'vitest';
import { milliseconds } from '../../../shared/units.ts';
import type { WireRecord } from '../wire/wire-values.ts';
import { Quote } from './quote.ts';

const S = 1_771_699_596;
/** What each message of one quote says: `price@second`, seconds from `S`, or nothing. */
const told = (...messages: WireRecord[]): string[] => {
  const quote = new Quote();
  return messages.map((values) => {
    const said = quote.take(values, milliseconds(S * 1000));
    return said ? `${said.price}@${said.time / 1000 - S}` : '';
  });
};

test('price and time together are a tick, whatever was before', () => {
  expect(
    told({ lp: 1.5, lp_time: S, ch: 0.1 }, { lp: 1.6, lp_time: S + 1 }, { lp: 1.7, lp_time: S }),
  ).toEqual(['1.5@0', '1.6@1', '1.7@0']);
});

test('a price alone is of the same second, a later time alone of the same price', () => {
  expect(told({ lp: 1.5, lp_time: S }, { lp: 1.6 }, { ch: 1 }, { lp_time: S + 4 }, { lp: 1.7 })).toEqual([
    '1.5@0',
    '1.6@0',
    '',
    '1.6@4',
    '1.7@4',
  ]);
});

test('what says nothing new of the price is no tick', () => {
  expect(told({ lp: 1.5, lp_time: S }, { bid: 1.4, ask: 1.6 }, { lp_time: S }, {}, { volume: 7 })).toEqual([
    '1.5@0',
    ...['', '', '', ''],
  ]);
});

test('price and time that came apart before the quote was live are not put together', () => {
  const minute = S - (S % 60);
  expect(told({ lp_time: minute }, { lp: 1.5 }, { lp: 1.6 }, { lp_time: minute + 9 })).toEqual([
    '',
    '',
    '',
    '',
  ]);
  expect(told({ lp: 1.5 }, { lp_time: S }, { lp: 1.6, lp_time: S + 1 }, { lp: 1.7 })).toEqual([
    ...['', ''],
    '1.6@1',
    '1.7@1',
  ]);
});

test.each([
  { pro_name: 'FX:EURUSD' },
  { description: 'Euro' },
  { pricescale: 100_000 },
  { minute_loaded: true },
  { trade_loaded: true },
])('%j comes with what stood when the quote was asked for', (loaded) => {
  const live = { lp: 1.5, lp_time: S };
  const stood = { lp: 1.4, lp_time: S + 60 };
  expect(
    told(live, { ...stood, ...loaded }, { lp: 1.6 }, { lp_time: S + 61 }, { lp: 1.7, lp_time: S + 5 }),
  ).toEqual(['1.5@0', ...['', '', ''], '1.7@5']);
});

test('a time that goes back, and a value that is none, wait for both', () => {
  for (const bad of [{ lp_time: S - 1 }, { lp: null }, { lp: '1.5' }, { lp: 0 }, { lp: 2, lp_time: 'x' }])
    expect(
      told({ lp: 1.5, lp_time: S }, bad, { lp: 1.6 }, { lp_time: S + 9 }, { lp: 2, lp_time: S + 9 }),
    ).toEqual(['1.5@0', ...['', '', ''], '2@9']);
});

test('a price alone long after its time is of a source whose times do not follow its prices', () => {
  const quote = new Quote();
  const at = (seconds: number) => milliseconds((S + seconds) * 1000);
  expect(quote.take({ lp: 1.5, lp_time: S }, at(0))).toEqual({ price: 1.5, time: at(0) });
  expect(quote.take({ lp: 1.6 }, at(5))).toEqual({ price: 1.6, time: at(0) });
  expect(quote.take({ lp: 1.7 }, at(6))).toBeUndefined();
  expect(quote.take({ lp: 1.8 }, at(1))).toBeUndefined();
  expect(quote.take({ lp: 1.9, lp_time: S + 7 }, at(7))).toEqual({ price: 1.9, time: at(7) });
});
