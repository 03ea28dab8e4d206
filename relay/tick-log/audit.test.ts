import { statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { expect, onTestFinished, test } from 'vitest';
import { milliseconds } from '../../shared/units.ts';
import { temporaryDataDir } from '../../testing/tick-log.ts';
import { START, ticksOf } from '../../testing/ticks.ts';
import { openTickLog } from './open-tick-log.ts';
import type { TickLog } from './tick-log.ts';

const [PAIR, OTHER] = ['EURUSD_otc', '#AAPL_otc'];

/** A log in which everything has happened that can happen to a tick. */
const openEventful = async (dataDir = temporaryDataDir()): Promise<TickLog> => {
  const log = await openTickLog(dataDir);
  onTestFinished(() => log.close());
  await log.append(ticksOf(PAIR, 300, 1_000), new Map([[undefined, 2]]));
  await log.append([...ticksOf(PAIR, 50, 1_000), ...ticksOf(OTHER, 100, 1_000)], new Map([[OTHER, 1]]));
  const waiting = await log.waiting(400);
  const [first, second] = waiting;
  if (!first || !second) throw new Error('Nothing waits.');
  await log.deadLetter(first, 'refused');
  await log.deadLetter(second, 'refused');
  await log.archivedUpTo(waiting[249]?.row ?? 0);
  await log.prune(milliseconds(START + 60_000), true);
  return log;
};

/** SQL by another program, as a damage would come. */
const damage = (dataDir: string, sql: string): void => {
  const connection = new Database(join(dataDir, 'ticks.sqlite'));
  connection.exec(sql);
  connection.close();
};

test('an eventful log adds up, by pair and in all', async () => {
  const log = await openEventful();
  const { balanced, total, pairs } = await log.audit();
  expect({ balanced, pairs }).toEqual({
    balanced: true,
    pairs: [
      {
        ...{ pair: null, received: 2, kept: 0, duplicate: 0, refused: 2, removed: 0 },
        ...{ archived: 0, waiting: 0, deadLettered: 0, problems: [] },
      },
      {
        ...{ pair: OTHER, received: 101, kept: 100, duplicate: 0, refused: 1, removed: 0 },
        ...{ archived: 0, waiting: 100, deadLettered: 0, problems: [] },
      },
      {
        ...{ pair: PAIR, received: 350, kept: 300, duplicate: 50, refused: 0, removed: 0 },
        ...{ archived: 248, waiting: 50, deadLettered: 2, problems: [] },
      },
    ],
  });
  expect(total).toMatchObject({ received: 453, kept: 400, archived: 248, waiting: 150, deadLettered: 2 });

  await log.retryDeadLetters(PAIR);
  expect((await log.audit()).balanced).toBe(true);
  await log.prune(milliseconds(START + 3_600_000), false);
  expect(await log.audit()).toMatchObject({ balanced: true, total: { removed: 152, kept: 248, waiting: 0 } });
});

test.each([
  [
    `DELETE FROM ticks WHERE id = (SELECT max(id) FROM ticks)`,
    /^#AAPL_otc: 101 ticks received, but 99 kept.*make 100: 1 tick missing\.$/,
    /^All pairs: the log's own count is 400 ticks kept, but the pairs make 399: 1 tick missing\.$/,
  ],
  [
    `UPDATE pair_counts SET received = received - 3 WHERE pair_id = 1`,
    /^EURUSD_otc: 347 ticks received.*: 3 ticks too many\.$/,
    /^All pairs: 450 ticks received/,
  ],
  [
    `DELETE FROM ticks WHERE id = (SELECT min(row) FROM dead_letters)`,
    /^EURUSD_otc: 299 ticks kept, but 248 archived, 50 waiting and 2 dead-lettered make 300: 1 tick too many\.$/,
    /^All pairs: .* 1 tick too many\.$/,
  ],
  [
    `UPDATE state SET waiting = waiting + 7`,
    undefined,
    /^All pairs: the log's own count is 157 ticks waiting, but the pairs make 150: 7 ticks missing\.$/,
  ],
  [
    `UPDATE state SET cursor = cursor - 10`,
    undefined,
    /^All pairs: the log's own count is 248 ticks archived, but the pairs make 238: 10 ticks missing\.$/,
  ],
])('%s is found', async (sql, ofPair, ofAll) => {
  const dataDir = temporaryDataDir();
  const log = await openEventful(dataDir);
  damage(dataDir, sql);
  const { balanced, total, pairs } = await log.audit();
  expect(balanced).toBe(false);
  const problems = pairs.flatMap((account) => account.problems);
  if (ofPair) expect(problems).toContainEqual(expect.stringMatching(ofPair));
  else expect(problems).toEqual([]);
  expect(total.problems).toContainEqual(expect.stringMatching(ofAll));
});

test('a log that is written to adds up meanwhile, at every moment', async () => {
  const dataDir = temporaryDataDir();
  const log = await openEventful(dataDir);
  let batches = 0;
  let writing = true;
  const write = async (): Promise<void> => {
    while (writing) {
      batches += 1;
      await log.append(
        [PAIR, OTHER, `NEW${batches % 9}`].flatMap((pair) => ticksOf(pair, 20, 50, batches * 17)),
      );
      const waiting = await log.waiting(30);
      await log.archivedUpTo(waiting.at(-1)?.row ?? 0);
      await log.prune(milliseconds(START + batches * 500), batches % 2 === 0);
    }
  };
  const written = write();
  const audits = [];
  // A commit waits for company, so that many an audit is done before one batch.
  while (audits.length < 30 || (batches < 10 && audits.length < 3_000)) audits.push(await log.audit());
  writing = false;
  await written;
  expect(audits.filter(({ balanced }) => !balanced)).toEqual([]);
  const received = audits.map(({ total }) => total.received);
  expect(received.at(-1)).toBeGreaterThan(received[0] ?? 0);
});

test('a pair of more rows than one call counts is counted in parts, one moment with many rows too', async () => {
  const log = await openTickLog(temporaryDataDir());
  onTestFinished(() => log.close());
  await log.append(ticksOf(PAIR, 120_000, 10));
  const [first] = ticksOf(OTHER, 1);
  if (!first) throw new Error('No tick.');
  await log.append(Array.from({ length: 60_000 }, (_, index) => ({ ...first, price: 1 + index })));
  expect(await log.audit()).toMatchObject({
    balanced: true,
    pairs: [
      { pair: OTHER, kept: 60_000 },
      { pair: PAIR, kept: 120_000 },
    ],
  });
});

test('an audit lets go of the file: what was written meanwhile is folded back when the log closes', async () => {
  const dataDir = temporaryDataDir();
  const log = await openEventful(dataDir);
  const audit = log.audit();
  await log.append(ticksOf(OTHER, 1_000, 77));
  await audit;
  await log.append(ticksOf(OTHER, 1_000, 78));
  await log.close();
  expect(statSync(join(dataDir, 'ticks.sqlite-wal'), { throwIfNoEntry: false })?.size ?? 0).toBe(0);
});
