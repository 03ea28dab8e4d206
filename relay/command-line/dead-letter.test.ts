import { afterAll, beforeAll, expect, test } from 'vitest';
import { runTickRelay, type CommandOutcome } from '../../testing/command-line.ts';
import { askRelay } from '../../testing/relay-api.ts';
import { startRelayProcess, type RelayProcess } from '../../testing/relay-process.ts';
import { connectAs } from '../../testing/relay-socket.ts';
import { startSupabase, type TestSupabase } from '../../testing/supabase.ts';
import { START, tickAt, ticksOf } from '../../testing/ticks.ts';
import { tickToTuple, type CapturedTick } from '../../shared/tick.ts';
import type { AuditReport } from '../server/audit-report.ts';
import type { RelayReport } from '../server/relay-report.ts';

const [PAIR, OTHER] = ['EURUSD_otc', '#AAPL_otc'];
/** Longer than the column of this test's table. */
const [LONG, LONGER] = ['XAUUSDEUR_otc', 'XAGUSDEURO_otc'];
const columnOf = (length: number): string =>
  `alter table public.historical_ticks alter column pair type varchar(${length})`;

let supabase: TestSupabase;
let relay: RelayProcess;
beforeAll(async () => {
  supabase = await startSupabase();
  await supabase.sql(columnOf(10));
  relay = await startRelayProcess({
    code: 'source',
    env: {
      SUPABASE_URL: supabase.url,
      SUPABASE_SECRET_KEY: supabase.secretKey,
      ARCHIVE_INTERVAL_SECONDS: '1',
    },
  });
  const refused = [tickAt(LONG, 1, 13), tickAt(LONGER, 2, 13), tickAt(LONG, 3, 13)];
  await send([...ticksOf(PAIR, 20), ...refused, ...ticksOf(OTHER, 20)]);
});
afterAll(async () => {
  await relay.stop();
  await supabase.stop();
});

const send = async (ticks: readonly CapturedTick[]): Promise<void> => {
  const capture = await connectAs(relay, 'capture');
  capture.send({ type: 'ticks', seq: 1, ticks: ticks.map(tickToTuple) });
  await capture.take('ack');
  await capture.close();
};
const settled = (figures: object): Promise<void> =>
  expect
    .poll(
      async () => {
        const { deadLettered, archive } = await askRelay<RelayReport>(relay, '/api/status');
        return { deadLettered, ...archive };
      },
      { timeout: 20_000 },
    )
    .toMatchObject(figures);
const stored = async (): Promise<number> =>
  Number((await supabase.sql('select count(*) as stored from public.historical_ticks'))[0]?.stored);
const deadLetter = (...args: string[]): Promise<CommandOutcome> =>
  runTickRelay('dead-letter', ...args, '--data-dir', relay.dataDir);
const isBalanced = async (): Promise<boolean> => (await askRelay<AuditReport>(relay, '/api/audit')).balanced;

test('the dead letters are listed, tried again and dropped, and the log adds up all along', async () => {
  await settled({ deadLettered: 3, waiting: 0 });
  expect(await isBalanced()).toBe(true);
  const listed = await deadLetter('list');
  expect([listed.status, listed.stderr]).toEqual([0, '']);
  const lines = listed.stdout.trim().split('\n');
  expect(lines).toHaveLength(4);
  expect(lines[1]).toMatch(new RegExp(`^${LONG} +${new Date(START + 1).toISOString()} +13 .*too long`));
  const json = JSON.parse((await deadLetter('list', '--json')).stdout) as object[];
  expect(json).toMatchObject([{ pair: LONG }, { pair: LONGER }, { pair: LONG, price: 13 }]);

  const again = await deadLetter('retry', '--pair', LONGER);
  expect(again.stdout).toMatch(/^1 tick waits for Supabase again/);
  await send(ticksOf(OTHER, 1, 500, 30));
  await settled({ deadLettered: 3, waiting: 0 });
  expect(await isBalanced()).toBe(true);

  await supabase.sql(columnOf(64));
  expect((await deadLetter('retry', '--pair', LONGER)).status).toBe(0);
  await settled({ deadLettered: 2, waiting: 0 });
  expect(await stored()).toBe(42);
  expect(await isBalanced()).toBe(true);

  expect((await deadLetter('drop')).stdout).toBe('2 ticks removed from the tick log.\n');
  await settled({ deadLettered: 0, waiting: 0 });
  expect(await isBalanced()).toBe(true);
  expect((await deadLetter('list')).stdout).toBe('There are no dead letters.\n');
}, 120_000);

test('audit --deep holds what is archived against the table, hour by hour', async () => {
  const deep = () => runTickRelay('audit', '--deep', '--data-dir', relay.dataDir);
  const sound = await deep();
  expect([sound.status, sound.stderr]).toEqual([0, '']);
  expect(sound.stdout).toMatch(/^Compared with Supabase: [1-9]/m);
  await supabase.sql(
    `delete from public.historical_ticks where pair = '${OTHER}' and "timestamp" = ${START}`,
  );
  const damaged = await deep();
  expect(damaged.status).toBe(1);
  expect(damaged.stdout).toMatch(
    /^#AAPL_otc: the hour from .* 21 archived ticks in the log, but 20 in Supabase\.$/m,
  );
}, 120_000);

test('a pair that is none ends with a sentence', async () => {
  const { status, stderr } = await deadLetter('drop', '--pair', 'no pair\n');
  expect(status).toBe(1);
  expect(stderr).toMatch(/^tick-relay: The parameter pair has to be the broker's name of a pair/);
});
