import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tickToTuple } from '../../shared/tick.ts';
import { runTickRelay } from '../../testing/command-line.ts';
import { startLiveViewer } from '../../testing/live-viewer.ts';
import { askRelay, readCandles, readTicksOfPair } from '../../testing/relay-api.ts';
import { startRelayProcess, type RelayProcess } from '../../testing/relay-process.ts';
import { connectAs } from '../../testing/relay-socket.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { START, ticksOf } from '../../testing/ticks.ts';

const PAIR = 'EURUSD_otc';
const folder = temporaryFolder();
const fileOf = (name: string): string => join(folder, name);

let relay: RelayProcess;
beforeAll(async () => {
  relay = await startRelayProcess({ code: 'source', env: { TICK_LOG_RETENTION_DAYS: '36500' } });
  const capture = await connectAs(relay, 'capture');
  capture.send({ type: 'ticks', seq: 1, ticks: ticksOf(PAIR, 1_300).map(tickToTuple) });
  await capture.take('ack');
  await capture.close();
});
afterAll(() => relay.stop());

test('what a running relay has is exported, and an import without one keeps the same', async () => {
  const here = ['--data-dir', relay.dataDir];
  const printed = await runTickRelay('export', ...here);
  expect([printed.status, printed.stderr]).toEqual([0, '']);
  expect(printed.stdout.split('\n')).toHaveLength(1_302);

  const file = fileOf('ticks.parquet');
  const written = await runTickRelay('export', ...here, '--pair', PAIR, '--output', file);
  expect(written).toMatchObject({ status: 0, stdout: '', stderr: `1,300 ticks written to ${file}.\n` });

  const copy = ['--data-dir', fileOf('copy')];
  const imported = await runTickRelay('import', ...copy, '--log-retention-days', '30', file);
  expect(imported.stdout).toBe(`${file}: 1,300 new ticks, 0 known already, 0 candles, 0 rows refused.\n`);
  expect(imported.stderr).toMatch(/^Ticks older than 30 days leave the tick log .*TICK_LOG_RETENTION_DAYS/);
  expect(imported.status).toBe(0);
  expect((await runTickRelay('export', ...copy)).stdout).toBe(printed.stdout);
});

test('an import through the running relay is kept once, shown in history, and not as live', async () => {
  const viewer = await startLiveViewer(relay);
  const ticks = fileOf('more.csv');
  const first = new Date(START).toISOString();
  writeFileSync(ticks, `timestamp,price\n${first},1\n${first},2.5\n${first},no\n${Date.now()},2.5\n`);
  const args = ['import', '--data-dir', relay.dataDir, '--log-retention-days', '36500', '--pair', PAIR];
  const refused = await runTickRelay(...args, ticks);
  expect(refused).toEqual({
    status: 1,
    stdout: `${ticks}: 2 new ticks, 1 known already, 0 candles, 1 rows refused.\n`,
    stderr: `${ticks}:4: a price is no positive number\n1 refused: a price is no positive number\n`,
  });
  const again = await runTickRelay(...args, '--skip-bad', ticks);
  expect(again.status).toBe(0);
  expect(again.stdout).toContain('0 new ticks, 3 known already');
  expect(
    (await readTicksOfPair(relay, PAIR)).map(({ price }) => price).filter((price) => price === 2.5),
  ).toHaveLength(2);
  expect(await askRelay(relay, '/api/audit')).toMatchObject({ balanced: true });
  expect(viewer.ticks).toEqual([]);
  await viewer.close();
});

test('imported candles show where ticks do not reach', async () => {
  const file = fileOf('candles.csv');
  writeFileSync(file, 'time,open,high,low,close\n2025-08-30T23:00:00Z,2,3,1,2.5\n');
  const args = ['import', '--data-dir', relay.dataDir, '--pair', PAIR, '--timeframe', '1h', file];
  expect((await runTickRelay(...args)).stdout).toContain(' 1 candles, 0 rows refused.');
  const { candles } = await readCandles(relay, PAIR, '1h');
  expect(candles[0]).toEqual({ time: START - 3_600_000, open: 2, high: 3, low: 1, close: 2.5, ticks: 0 });
  const exported = await runTickRelay(
    ...[
      'export',
      '--data-dir',
      relay.dataDir,
      '--timeframe',
      '1h',
      '--format',
      'ndjson',
      '--to',
      '2025-08-31',
    ],
  );
  expect(exported.stdout).toBe(
    `{"pair":"EURUSD_otc","timeframe":"1h","time":${START - 3_600_000},"open":2,"high":3,"low":1,"close":2.5,"ticks":0}\n`,
  );
});

test.each([
  [['export', '--format', 'parquet'], 2, 'name a file with --output'],
  [['export', '--output', 'ticks.xls'], 2, 'add --format with one of csv, ndjson, parquet'],
  [['export', '--from', 'yesterday'], 2, 'It takes a time such as'],
  [['import', 'ticks.xls'], 2, 'add --format with one of csv, ndjson, parquet'],
  [['replay', '--pair', PAIR, '--speed', '0'], 2, 'It takes a number above 0'],
])('%s is refused with a sentence', async (args, status, sentence) => {
  const outcome = await runTickRelay(...args, '--data-dir', relay.dataDir);
  expect(outcome).toMatchObject({ status, stdout: '' });
  expect(outcome.stderr).toContain(sentence);
});

test('only the owner may import and replay', async () => {
  for (const route of ['import/ticks', 'import/candles', 'replay/start', 'replay/ticks', 'replay/end']) {
    const url = `${relay.url}/api/${route}`;
    const foreign = await fetch(url, {
      method: 'POST',
      headers: { authorization: 'Bearer wrong' },
      body: '{}',
    });
    expect(foreign.status).toBe(403);
    const own = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${readFileSync(join(relay.dataDir, 'owner-token'), 'utf8').trim()}` },
      body: '{"ticks":"many"}',
    });
    expect(own.status).toBe(400);
  }
});
