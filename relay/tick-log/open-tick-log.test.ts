import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { milliseconds } from '../../shared/units.ts';
import { temporaryDataDir } from '../../testing/tick-log.ts';
import { START, tickAt, ticksOf } from '../../testing/ticks.ts';
import { openTickLog } from './open-tick-log.ts';
import type { TickLog } from './tick-log.ts';

const PAIR = 'EURUSD_otc';
const MODULE = fileURLToPath(new URL('./open-tick-log.ts', import.meta.url));

const open = async (dataDir = temporaryDataDir()): Promise<TickLog> => {
  const log = await openTickLog(dataDir);
  onTestFinished(() => log.close());
  return log;
};

/** Runs `script` in a process of its own, with `log` open on `dataDir`; answers when it has printed a line. */
const inOtherProcess = async (dataDir: string, script: string) => {
  const source = `
    import { openTickLog } from ${JSON.stringify(MODULE)};
    const log = await openTickLog(${JSON.stringify(dataDir)});
    ${script}
    console.log('ready');
    setInterval(() => {}, 1_000);`;
  const file = join(dataDir, 'other-process.mts');
  writeFileSync(file, source);
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return child;
};

test('every method reaches the database', async () => {
  const log = await open();
  expect(await log.append(ticksOf(PAIR, 120, 1_000))).toEqual({ inserted: 120, duplicates: 0 });
  await log.saveAssets([{ pair: PAIR, label: 'EUR/USD OTC', digits: 5, kind: 'currency' }]);
  await log.appendBrokerCandles(PAIR, milliseconds(60_000), [
    { time: milliseconds(START - 60_000), open: 1, high: 1, low: 1, close: 1, ticks: 0 },
  ]);
  expect(await log.ticks({ pair: PAIR, limit: 2 })).toEqual(
    ticksOf(PAIR, 2, 1_000).map(({ pair, price, timestamp }) => ({ pair, price, timestamp })),
  );
  const { candles } = await log.candles({ pair: PAIR, timeframe: '1m', limit: 10 });
  expect(candles.map(({ ticks }) => ticks)).toEqual([0, 60, 60]);
  expect(await log.pairs(START)).toMatchObject([{ pair: PAIR, asset: { label: 'EUR/USD OTC' }, dayOpen: 1 }]);
  const waiting = await log.waiting(100);
  expect(waiting).toHaveLength(100);
  await log.archivedUpTo(waiting[89]?.row ?? 0);
  const [next] = await log.waiting(1);
  if (next) await log.deadLetter(next, 'refused');
  expect(await log.prune(milliseconds(START + 60_000), true)).toBe(60);
  expect(await log.counts()).toEqual({ kept: 120, archived: 90, waiting: 29, deadLettered: 1 });
});

test('what was appended while a commit was under way is committed together, each with its own result', async () => {
  const log = await open();
  const batches = Array.from({ length: 50 }, (_, index) => ticksOf(PAIR, 20, 500, index * 10));
  const results = await Promise.all(batches.map((batch) => log.append(batch)));
  expect(results).toEqual(
    batches.map((_, index) =>
      index === 0 ? { inserted: 20, duplicates: 0 } : { inserted: 10, duplicates: 10 },
    ),
  );
  expect(await log.append([])).toEqual({ inserted: 0, duplicates: 0 });
});

test('a killed relay loses nothing that was appended, and its lock ends with it', async () => {
  const dataDir = temporaryDataDir();
  const child = await inOtherProcess(
    dataDir,
    `await log.append(Array.from({ length: 5_000 }, (_, index) => ({
       pair: '${PAIR}', price: 1 + index / 10_000, timestamp: ${START} + index * 100 })));`,
  );
  await expect(openTickLog(dataDir)).rejects.toThrow(
    /Another relay uses the data directory .*TICK_RELAY_DATA_DIR/,
  );
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;

  const log = await open(dataDir);
  expect(await log.counts()).toMatchObject({ kept: 5_000, waiting: 5_000 });
  expect(await log.ticks({ pair: PAIR, limit: 10_000 })).toHaveLength(5_000);
  const { candles } = await log.candles({ pair: PAIR, timeframe: '1m', limit: 100 });
  expect(candles.reduce((sum, { ticks }) => sum + ticks, 0)).toBe(5_000);
});

test('a second relay is refused in the same process too, and let in after the first has closed', async () => {
  const dataDir = temporaryDataDir();
  const first = await openTickLog(dataDir);
  await expect(openTickLog(dataDir)).rejects.toThrow('Another relay uses the data directory');
  await first.close();
  await expect(first.append(ticksOf(PAIR, 1))).rejects.toThrow('The tick log is closed.');
  await first.close();
  await open(dataDir);
});

test('closing waits for what was appended before', async () => {
  const dataDir = temporaryDataDir();
  const first = await openTickLog(dataDir);
  const appended = [1, 2, 3].map((index) => first.append([tickAt(PAIR, index, 1)]));
  await first.close();
  await Promise.all(appended);
  const second = await open(dataDir);
  expect((await second.counts()).kept).toBe(3);
});

test('a damaged file is told of', async () => {
  const dataDir = temporaryDataDir();
  writeFileSync(join(dataDir, 'ticks.sqlite'), 'no database '.repeat(1_000));
  const notices: string[] = [];
  const log = await openTickLog(dataDir, (notice) => notices.push(notice));
  await log.close();
  expect(notices).toEqual([expect.stringMatching(/^The tick log was damaged .*ticks-damaged-.*\.sqlite/)]);
});

test('damage met while running rejects the call with a sentence, and the next start sets the file aside', async () => {
  const dataDir = temporaryDataDir();
  const first = await openTickLog(dataDir);
  await first.append(ticksOf(PAIR, 20_000));
  await first.close();
  const second = await openTickLog(dataDir);
  const file = join(dataDir, 'ticks.sqlite');
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.fill(0xff, bytes.length / 4, bytes.length / 2));
  await expect(second.ticks({ pair: PAIR, limit: 20_000 })).rejects.toThrow(/is damaged .*restart the relay/);
  expect((await second.counts()).kept).toBe(20_000);
  await second.close();
  const notices: string[] = [];
  const third = await openTickLog(dataDir, (notice) => notices.push(notice));
  await third.close();
  expect(notices).toHaveLength(1);
});
