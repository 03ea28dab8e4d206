import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { expect, test } from 'vitest';
import { EARLIEST_TIMESTAMP } from '../../shared/tick.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { readCsv } from '../import/read-csv.ts';
import { readNdjson } from '../import/read-ndjson.ts';
import type { Source } from '../import/source.ts';
import { ENCODERS } from './encode.ts';
import { CANDLE_TABLE, TICK_TABLE, type Row } from './table.ts';

const folder = temporaryFolder();
const PAGE = 1_000;
let files = 0;
const write = (format: keyof typeof ENCODERS, table: typeof TICK_TABLE, rows: readonly Row[]): string => {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${files++}.${format}`);
  // Several pages, so that what joins them is tried, too.
  const rest = Array.from({ length: Math.ceil(rows.length / PAGE) }, (_, page) =>
    rows.slice(3 + page * PAGE, 3 + (page + 1) * PAGE),
  );
  const pages = [rows.slice(0, 3), [], ...rest];
  writeFileSync(file, Buffer.concat([...ENCODERS[format](table, pages)]));
  return file;
};

const rowsOf = async (source: Source): Promise<readonly unknown[][]> => {
  const rows: unknown[][] = [];
  for await (const page of source.pages) rows.push(...page.rows.map(({ cells }) => [...(cells ?? [])]));
  return rows;
};

const pairs = fc.oneof(
  fc.constantFrom('#AAPL_otc', 'TON-USD_otc', '100GBP_otc', 'EURUSD_otc@quotex', 'BTC/USD@kraken'),
  fc.stringMatching(/^[A-Za-z0-9#][A-Za-z0-9#._/&+:@!-]{0,63}$/),
);
const prices = fc.oneof(
  fc.constantFrom(1.5948e-5, 1e-7, 1.95887, 0.1 + 0.2, 1e21),
  fc.double({ min: Number.MIN_VALUE, max: Number.MAX_VALUE, noNaN: true, noDefaultInfinity: true }),
);
const times = fc.integer({ min: EARLIEST_TIMESTAMP, max: Date.UTC(2100, 0) });
const ticks = fc.array(fc.tuple(pairs, prices, times), { minLength: 1, maxLength: 20 });

test('every tick that is written as CSV is read back as it was', async () => {
  await fc.assert(
    fc.asyncProperty(ticks, async (rows) => {
      const source = await readCsv(write('csv', TICK_TABLE, rows));
      expect(source.columns).toEqual(['pair', 'price', 'timestamp']);
      const read = (await rowsOf(source)) as string[][];
      expect(
        read.map(([pair, price, time]) => [pair, Number(price), new Date(time ?? '').getTime()]),
      ).toEqual(rows);
    }),
  );
});

test('every tick that is written as NDJSON is read back as it was, in the words of Redis', async () => {
  await fc.assert(
    fc.asyncProperty(ticks, async (rows) => {
      const source = await readNdjson(write('ndjson', TICK_TABLE, rows));
      expect(source.columns).toEqual(['pair', 'price', 'timestamp']);
      expect(await rowsOf(source)).toEqual(rows);
    }),
  );
});

test('Parquet has row groups, a dictionary of names, doubles and UTC milliseconds', async () => {
  const start = Date.UTC(2025, 8, 3);
  const rows = Array.from({ length: 60_000 }, (_, index): Row => [
    ...['EURUSD_otc', 1 + ((index * 7) % 997) / 1e5, start + index * 250],
  ]);
  const file = await asyncBufferFromFile(write('parquet', TICK_TABLE, rows));
  const metadata = await parquetMetadataAsync(file);
  expect(metadata.row_groups.length).toBeGreaterThan(1);
  const [pair, price, timestamp] = metadata.schema.slice(1);
  expect(pair).toMatchObject({ name: 'pair', type: 'BYTE_ARRAY', converted_type: 'UTF8' });
  expect(price).toMatchObject({ name: 'price', type: 'DOUBLE' });
  expect(timestamp).toMatchObject({
    ...{ name: 'timestamp', type: 'INT64' },
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
  });
  expect(metadata.row_groups[0]?.columns[0]?.meta_data?.encodings).toContain('RLE_DICTIONARY');
  const read = await parquetReadObjects({ file, metadata });
  expect(read).toHaveLength(rows.length);
  expect(read.map((row): unknown[] => [row.pair, row.price, (row.timestamp as Date).getTime()])).toEqual(
    rows,
  );
});

test('candles have their columns in every format, and no rows make a sound file', async () => {
  const candle: Row = ['EURUSD_otc', '1m', Date.UTC(2025, 8, 3), 1.1, 1.3, 1.05, 1.2, 12];
  expect(Buffer.concat([...ENCODERS.csv(CANDLE_TABLE, [[candle]])]).toString()).toBe(
    'pair,timeframe,time,open,high,low,close,ticks\nEURUSD_otc,1m,2025-09-03T00:00:00.000Z,1.1,1.3,1.05,1.2,12\n',
  );
  expect(Buffer.concat([...ENCODERS.ndjson(CANDLE_TABLE, [[candle]])]).toString()).toBe(
    '{"pair":"EURUSD_otc","timeframe":"1m","time":1756857600000,"open":1.1,"high":1.3,"low":1.05,"close":1.2,"ticks":12}\n',
  );
  const file = await asyncBufferFromFile(write('parquet', CANDLE_TABLE, [candle]));
  expect(await parquetReadObjects({ file })).toEqual([
    {
      ...{ pair: 'EURUSD_otc', timeframe: '1m', time: new Date('2025-09-03T00:00:00Z') },
      ...{ open: 1.1, high: 1.3, low: 1.05, close: 1.2, ticks: 12n },
    },
  ]);
  const empty = await asyncBufferFromFile(write('parquet', CANDLE_TABLE, []));
  expect(await parquetReadObjects({ file: empty })).toEqual([]);
});
