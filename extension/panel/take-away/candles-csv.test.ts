import { expect, test } from 'vitest';
import { milliseconds } from '../../../shared/units.ts';
import { candlesCsv } from './candles-csv.ts';
import { fileName } from './file-name.ts';

const TIME = milliseconds(Date.UTC(2026, 10, 23, 7, 55));

test('a header and a line a candle, each ended by CR LF, the prices with all their places', () => {
  const candles = [
    { time: TIME, open: 1.1, high: 1.10003, low: 1.0999, close: 1.1, ticks: 12 },
    { time: milliseconds(TIME + 60_000), open: 1.1, high: 1.2, low: 1, close: 1.234567, ticks: 0 },
  ];
  expect(candlesCsv(candles, 5)).toBe(
    'time,open,high,low,close,ticks\r\n' +
      '2026-11-23T07:55:00.000Z,1.10000,1.10003,1.09990,1.10000,12\r\n' +
      '2026-11-23T07:56:00.000Z,1.10000,1.20000,1.00000,1.234567,0\r\n',
  );
});

test('a price of 1e-7 is written out, as programs and people read it', () => {
  const candle = { time: TIME, open: 1e-7, high: 1.5948e-5, low: 1e-7, close: 1.5948e-5, ticks: 1 };
  expect(candlesCsv([candle], 0).split('\r\n')[1]).toBe(
    '2026-11-23T07:55:00.000Z,0.0000001,0.000015948,0.0000001,0.000015948,1',
  );
});

test('no candles are a header alone', () => {
  expect(candlesCsv([], 5)).toBe('time,open,high,low,close,ticks\r\n');
});

test('a file is named by pair, timeframe and time, in signs that every file system takes', () => {
  expect(fileName({ pair: 'EURUSD_otc', timeframe: '1m' }, TIME, 'csv')).toBe(
    'EURUSD_otc-1m-20261123T075500Z.csv',
  );
  expect(fileName({ pair: '#A/B:C@quotex', timeframe: '5s' }, TIME, 'png')).toBe(
    '_A_B_C_quotex-5s-20261123T075500Z.png',
  );
});
