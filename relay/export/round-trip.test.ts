import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { beforeAll, expect, test } from 'vitest';
import { milliseconds } from '../../shared/units.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { START, tickAt, ticksOf } from '../../testing/ticks.ts';
import { FILE_FORMATS, type FileFormat } from '../file-format.ts';
import { openLogTarget } from '../import/log-target.ts';
import { runImport } from '../import/run-import.ts';
import { openTickLog } from '../tick-log/open-tick-log.ts';
import { runExport, type ExportOptions } from './run-export.ts';

const folder = temporaryFolder();
const full = join(folder, 'full');
const PAIRS = ['EURUSD_otc', '#AAPL_otc', 'TON-USD_otc', '100GBP_otc', 'EURUSD_otc@quotex'];
const { signal } = new AbortController();
const quiet = { onProgress: () => undefined, signal };

beforeAll(async () => {
  const log = await openTickLog(full);
  for (const pair of PAIRS) await log.append(ticksOf(pair, 1_500, 350));
  await log.append([tickAt('TON-USD_otc', 1, 1.5948e-5), tickAt('TON-USD_otc', 1, 0.1 + 0.2)]);
  await log.close();
});

const exportTo = async (
  name: string,
  options: Omit<ExportOptions, 'output' | keyof typeof quiet>,
): Promise<string> => {
  const output = join(folder, name);
  await runExport({ ...quiet, ...options, output });
  return output;
};

const importInto = async (dataDir: string, file: string, format: FileFormat): Promise<void> => {
  const target = await openLogTarget(dataDir, () => undefined);
  const times = { utcOffset: milliseconds(0), now: milliseconds(Date.now()) };
  const { refusals } = await runImport({ ...times, file, format, onProgress: () => undefined }, target);
  await target.close();
  expect(refusals.lines()).toEqual([]);
};

const contentOf = async (file: string, format: FileFormat): Promise<unknown> =>
  format === 'parquet'
    ? parquetReadObjects({ file: await asyncBufferFromFile(file) })
    : readFileSync(file, 'utf8');

test.each(FILE_FORMATS)(
  'ticks go out as %s, into an empty log, and out again as the same',
  async (format) => {
    const first = await exportTo(`ticks-1.${format}`, { dataDir: full, format });
    const copy = join(folder, `copy-${format}`);
    await importInto(copy, first, format);
    const second = await exportTo(`ticks-2.${format}`, { dataDir: copy, format });
    expect(await contentOf(second, format)).toEqual(await contentOf(first, format));
    expect(String(readFileSync(first)).length).toBeGreaterThan(1_000);
  },
);

test.each(FILE_FORMATS)(
  'candles go the same way as %s; none of their ticks is kept there',
  async (format) => {
    const asked = { timeframe: '1m', format } as const;
    const first = await exportTo(`candles-1.${format}`, { ...asked, dataDir: full });
    const copy = join(folder, `candles-${format}`);
    await importInto(copy, first, format);
    const second = await exportTo(`candles-2.${format}`, { ...asked, dataDir: copy });
    const again = join(folder, `candles-again-${format}`);
    await importInto(again, second, format);
    const third = await exportTo(`candles-3.${format}`, { ...asked, dataDir: again });
    expect(await contentOf(third, format)).toEqual(await contentOf(second, format));
    if (format !== 'csv') return;
    const withoutTicks = readFileSync(first, 'utf8').replaceAll(/,[1-9]\d*$/gm, ',0');
    expect(readFileSync(second, 'utf8')).toBe(withoutTicks);
    expect(withoutTicks.split('\n').length).toBeGreaterThan(5 * 8);
  },
);

test('a pair and a half-open stretch', async () => {
  const [from, to] = [milliseconds(START + 350), milliseconds(START + 1_050)];
  const file = await exportTo('part.csv', { dataDir: full, format: 'csv', pairs: ['#AAPL_otc'], from, to });
  expect(readFileSync(file, 'utf8').split('\n')).toEqual([
    'pair,price,timestamp',
    '#AAPL_otc,1.0001,2025-08-31T00:00:00.350Z',
    '#AAPL_otc,1.0002,2025-08-31T00:00:00.700Z',
    '',
  ]);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  await expect(exportTo('none.csv', { dataDir: full, format: 'csv', pairs: ['GBPUSD'] })).rejects.toThrow(
    /^The tick log has no pair GBPUSD: it has #AAPL_otc, 100GBP_otc/,
  );
});

test('the candle that is still forming is left out', async () => {
  const dataDir = join(folder, 'forming');
  const log = await openTickLog(dataDir);
  const now = Date.now();
  const hour = now - (now % 3_600_000);
  await log.append([tickAt('EURUSD_otc', hour - 1 - START, 1.1), tickAt('EURUSD_otc', now - START, 1.2)]);
  await log.close();
  const file = await exportTo('forming.csv', { dataDir, format: 'csv', timeframe: '1d' });
  expect(readFileSync(file, 'utf8')).not.toContain(new Date(now - (now % 86_400_000)).toISOString());
});

test('an export that is broken off leaves the older file and nothing else', async () => {
  const file = join(folder, 'older.csv');
  writeFileSync(file, 'older');
  const controller = new AbortController();
  // As by a signal of the system, which never comes in the middle of a page.
  const onProgress = (): void => void setImmediate(() => controller.abort());
  await expect(
    runExport({ dataDir: full, format: 'csv', output: file, onProgress, signal: controller.signal }),
  ).rejects.toThrow(/was interrupted/);
  expect(readFileSync(file, 'utf8')).toBe('older');
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
});

test('a file that cannot be written is named', async () => {
  const output = join(folder, 'no-such-folder', 'ticks.csv');
  await expect(runExport({ ...quiet, dataDir: full, format: 'csv', output })).rejects.toThrow(
    /no-such-folder.* cannot be written .*--output/,
  );
});
