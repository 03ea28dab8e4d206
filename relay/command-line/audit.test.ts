import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runTickRelay } from '../../testing/command-line.ts';
import { startRelayProcess, type RelayProcess } from '../../testing/relay-process.ts';
import { connectAs } from '../../testing/relay-socket.ts';
import { ticksOf } from '../../testing/ticks.ts';
import { tickToTuple } from '../../shared/tick.ts';
import type { AuditReport } from '../server/audit-report.ts';

const [PAIR, OTHER] = ['EURUSD_otc', '#AAPL_otc'];

let relay: RelayProcess;
beforeEach(async () => {
  relay = await startRelayProcess({ code: 'source' });
  const capture = await connectAs(relay, 'capture');
  const ticks = [...ticksOf(PAIR, 1_200), ...ticksOf(OTHER, 34)].map(tickToTuple);
  capture.send({ type: 'ticks', seq: 1, ticks });
  capture.send({ type: 'ticks', seq: 2, ticks: [...ticks.slice(0, 5), [PAIR, -1]] });
  capture.send({ type: 'captureStatus', waiting: 12, dropped: 3 });
  await capture.take('ack', ({ seq }) => seq === 2);
  await capture.close();
});
afterEach(() => relay.stop());

const audit = (...flags: string[]) => runTickRelay('audit', ...flags, '--data-dir', relay.dataDir);

const damage = (sql: string): void => {
  const connection = new Database(join(relay.dataDir, 'ticks.sqlite'));
  connection.exec(sql);
  connection.close();
};

test('a sound log is shown as a table and ends with 0', async () => {
  const { status, stdout, stderr } = await audit();
  expect([status, stderr]).toEqual([0, '']);
  const [head, ...lines] = stdout.split('\n').map((line) => line.trim().split(/ {2,}/));
  expect(head).toEqual([
    ...['pair', 'received', 'kept', 'duplicate', 'refused', 'removed', 'archived', 'waiting', 'dead letters'],
  ]);
  expect(lines.slice(0, 3)).toEqual([
    [OTHER, '34', '34', '0', '0', '0', '0', '34', '0'],
    [PAIR, '1,206', '1,200', '5', '1', '0', '0', '1,200', '0'],
    ['all', '1,240', '1,234', '5', '1', '0', '0', '1,234', '0'],
  ]);
  expect(stdout).toMatch(/^It adds up: /m);
});

test('a deleted row and a changed counter end with 1 and a sentence of pair and difference', async () => {
  damage(`DELETE FROM ticks WHERE id = (SELECT min(id) FROM ticks)`);
  const shown = await audit();
  expect(shown.status).toBe(1);
  expect(shown.stdout).toMatch(/^EURUSD_otc: 1206 ticks received, .* make 1205: 1 tick missing\.$/m);
  expect(shown.stdout).toMatch(/^It does not add up: /m);

  damage(`UPDATE pair_counts SET duplicate = duplicate + 40
          WHERE pair_id = (SELECT id FROM pairs WHERE pair = '${OTHER}')`);
  const { status, stdout } = await audit('--json');
  expect(status).toBe(1);
  const report = JSON.parse(stdout) as AuditReport;
  expect(report.balanced).toBe(false);
  expect(report.pairs.flatMap(({ problems }) => problems)).toEqual([
    expect.stringMatching(/^#AAPL_otc: .* 40 ticks too many\.$/),
    expect.stringMatching(/^EURUSD_otc: .* 1 tick missing\.$/),
  ]);
});

test('what a connected capture has not brought yet has a line', async () => {
  const capture = await connectAs(relay, 'capture');
  capture.send({ type: 'captureStatus', waiting: 12_000, dropped: 3 });
  capture.send({ type: 'ticks', seq: 1, ticks: [] });
  await capture.take('ack');
  expect((await audit()).stdout).toMatch(
    /^Not received yet: 12,000 captured ticks wait in 1 browser\.\nNever received: 3 captured ticks were given up /m,
  );
  await capture.close();
});
