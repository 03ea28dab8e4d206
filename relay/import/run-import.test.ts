import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { milliseconds } from '../../shared/units.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { temporaryDataDir } from '../../testing/tick-log.ts';
import { formatOfFile } from '../file-format.ts';
import { parseUtcOffset } from '../parse-instant.ts';
import { ReadOnlyLog } from '../tick-log/read-only-log.ts';
import { openLogTarget } from './log-target.ts';
import { runImport, type ImportOptions, type ImportReport } from './run-import.ts';

const folder = temporaryFolder();
const PAIR = 'EURUSD_otc';
const ALL = { from: milliseconds(0), to: milliseconds(Number.MAX_SAFE_INTEGER) };
const START = Date.UTC(2025, 8, 3, 0, 34);

type Asked = Partial<Omit<ImportOptions, 'file'>>;

/** Imports a text into a tick log of its own, and reads that. */
const importText = async (
  name: string,
  text: string,
  asked: Asked = {},
): Promise<{ report: ImportReport; log: ReadOnlyLog }> => {
  const file = join(folder, name);
  writeFileSync(file, text);
  const dataDir = temporaryDataDir();
  const target = await openLogTarget(dataDir, () => undefined);
  try {
    const options = { format: formatOfFile(file) ?? 'csv', utcOffset: milliseconds(0), ...asked };
    const now = milliseconds(Date.now());
    const report = await runImport({ onProgress: () => undefined, now, ...options, file }, target);
    return { report, log: new ReadOnlyLog(dataDir) };
  } finally {
    await target.close();
  }
};

const CANDLES = [
  { time: START, open: 1.1, high: 1.3, low: 1.05, close: 1.2, ticks: 0 },
  { time: START + 60_000, open: 1.2, high: 1.25, low: 1.15, close: 1.21, ticks: 0 },
];
const HISTDATA = '20250903 003400;1.1;1.3;1.05;1.2;12\n20250903 003500;1.2;1.25;1.15;1.21;7\n';
const METATRADER = ['<DATE>\t<TIME>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\t<TICKVOL>\t<VOL>\t<SPREAD>']
  .concat('2025.09.03\t00:34:00\t1.1\t1.3\t1.05\t1.2\t12\t0\t3')
  .concat('2025.09.03\t00:35:00\t1.2\t1.25\t1.15\t1.21\t7\t0\t3')
  .join('\r\n');
const columns = (names: string): readonly string[] => names.split(',');

test('a quotation mark that is never closed costs its own line only', async () => {
  const lines = [
    'pair,price,timestamp',
    `${PAIR},1.1,${START}`,
    `${PAIR},"1.2,${START + 1}`,
    `"${PAIR}",1.3,${START + 2}`,
  ];
  const { report, log } = await importText('stray.csv', lines.join('\n'));
  expect(report).toMatchObject({ ticks: 2, refusals: { total: 1 } });
  expect(report.refusals.lines()[0]).toMatch(/stray\.csv:3: /);
  expect([...log.ticks(PAIR, ALL)].flat()).toHaveLength(2);
});

test.each<[string, string, string, Asked?]>([
  ['MetaTrader 5', 'mt5.csv', METATRADER],
  [
    'MetaTrader 4, which names no columns',
    'mt4.csv',
    '2025.09.03,00:34,1.1,1.3,1.05,1.2,12\n2025.09.03,00:35,1.2,1.25,1.15,1.21,7\n',
    { columns: columns('date,time,open,high,low,close,volume') },
  ],
  [
    'TradingView, with an indicator',
    'tv.csv',
    'time,open,high,low,close,Volume,RSI\n1756859640,1.1,1.3,1.05,1.2,12,55\n1756859700,1.2,1.25,1.15,1.21,7,\n',
  ],
  [
    'Dukascopy',
    'duka.csv',
    'Gmt time,Open,High,Low,Close,Volume\n03.09.2025 00:34:00.000,1.1,1.3,1.05,1.2,12\n03.09.2025 00:35:00.000,1.2,1.25,1.15,1.21,7\n',
  ],
  ['HistData', 'hist.csv', HISTDATA, { columns: columns('time,open,high,low,close,volume') }],
  [
    'another order, with quotes, a byte order mark and an empty line',
    'order.csv',
    '\uFEFF"Close";"Low";"High";"Open";"Datetime"\n"1.2";"1.05";"1.3";"1.1";"2025-09-03T00:34:00Z"\n\n"1.21";"1.15";"1.25";"1.2";"1756859700000"\n',
  ],
  [
    'NDJSON',
    'candles.ndjson',
    CANDLES.map(({ time, open, high, low, close }) =>
      JSON.stringify({ timestamp: time / 1_000, open, high, low, close }),
    ).join('\n'),
  ],
])('candles of %s', async (_name, file, text, asked) => {
  const { report, log } = await importText(file, text, { pair: PAIR, timeframe: '1m', ...asked });
  expect(report.refusals.lines()).toEqual([]);
  expect(report.candles).toBe(2);
  expect([...log.candles(PAIR, '1m', ALL)].flat()).toEqual(CANDLES);
  // They fill the longer timeframes as well.
  expect([...log.candles(PAIR, '15m', ALL)].flat()).toMatchObject([
    { open: 1.1, high: 1.3, low: 1.05, close: 1.21 },
  ]);
  log.close();
});

test('times without a zone are moved by the zone that is named', async () => {
  const utcOffset = parseUtcOffset('+03:00') ?? milliseconds(0);
  const { log } = await importText('zone.csv', METATRADER, { pair: PAIR, timeframe: '1m', utcOffset });
  expect([...log.candles(PAIR, '1m', ALL)].flat()[0]?.time).toBe(START - 3 * 3_600_000);
  log.close();
});

test('a tick is kept once, however often it comes; a bad row is refused with its line and reason', async () => {
  const future = Date.now() + 3_600_000;
  const { report, log } = await importText(
    'ticks.csv',
    [
      'Timestamp,Price,Pair',
      `${START},0.000015948,#AAPL_otc`,
      `${START},1.5948e-05,#AAPL_otc`,
      `${START + 1},-1,#AAPL_otc`,
      `${START + 1},1.1,no pair`,
      `yesterday,1.1,#AAPL_otc`,
      `${future},1.1,#AAPL_otc`,
      '2009-01-01,1.1,#AAPL_otc',
      `${START + 1},1.2,TON-USD_otc`,
    ].join('\n'),
  );
  expect(report).toMatchObject({ ticks: 2, duplicates: 1, candles: 0, oldest: START });
  expect(report.refusals.total).toBe(5);
  const file = join(folder, 'ticks.csv');
  expect(report.refusals.lines().slice(0, 5)).toEqual([
    `${file}:4: a price is no positive number`,
    `${file}:5: there is no broker's symbol of a pair`,
    `${file}:6: there is no time that can be read`,
    `${file}:7: it is from the future`,
    `${file}:8: it is from before 2010`,
  ]);
  expect([...log.ticks('#AAPL_otc', ALL)].flat()).toEqual([[START, 1.5948e-5]]);
  expect([...log.ticks('TON-USD_otc', ALL)].flat()).toEqual([[START + 1, 1.2]]);
  log.close();
});

test('lines that cannot be read and candles that are none are refused alone', async () => {
  const candle = (changes: object): string => JSON.stringify({ ...CANDLES[0], ...changes });
  const { report } = await importText(
    'bad.ndjson',
    [
      candle({}),
      '{"time": ',
      '7',
      candle({ high: 1 }),
      candle({ time: START + 1 }),
      candle({ time: Date.now() }),
    ].join('\n'),
    { pair: PAIR, timeframe: '1m' },
  );
  expect(report.candles).toBe(1);
  expect(
    report.refusals
      .lines()
      .slice(0, 3)
      .map((line) => line.split(': ')[0]),
  ).toEqual([2, 3, 4].map((line) => `${join(folder, 'bad.ndjson')}:${line}`));
  expect(report.refusals.lines().slice(-2)).toEqual([
    '2 refused: the line cannot be read',
    expect.stringMatching(/^3 refused: it is no sound candle/),
  ]);
});

test.each<[string, string, string, Asked, RegExp]>([
  ['no names of columns', 'bare.csv', HISTDATA, { pair: PAIR, timeframe: '1m' }, /--columns date,time,open/],
  [
    'columns that make nothing',
    'nothing.csv',
    'time,bid,close\n1,2,3\n',
    {},
    /neither ticks nor candles.*--columns/,
  ],
  ['no pair', 'no-pair.csv', 'time,price\n1,2\n', {}, /add --pair/],
  ['no timeframe', 'no-frame.csv', METATRADER, { pair: PAIR }, /add --timeframe/],
  ['no Parquet', 'text.parquet', 'time,price\n1,2\n', {}, /cannot be read as Parquet/],
])('a file with %s is refused as a whole, with what to do', async (_what, file, text, asked, sentence) => {
  await expect(importText(file, text, asked)).rejects.toThrow(sentence);
});

test('a file that is not there is named', async () => {
  const target = await openLogTarget(temporaryDataDir(), () => undefined);
  const missing = join(folder, 'missing.csv');
  const options = { file: missing, format: 'csv', utcOffset: milliseconds(0), now: milliseconds(0) } as const;
  await expect(runImport({ ...options, onProgress: () => undefined }, target)).rejects.toThrow(missing);
  await target.close();
});
