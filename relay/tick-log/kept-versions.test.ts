import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Candle } from '../../shared/candle.ts';
import type { Tick } from '../../shared/tick.ts';
import { openTestTickLog, temporaryDataDir } from '../../testing/tick-log.ts';
import { START } from '../../testing/ticks.ts';
import { openTickLog } from './open-tick-log.ts';
import { prepareQuery } from './sqlite.ts';
import type { LogCounts, LoggedPair, TickLog, WaitingTick } from './tick-log.ts';

/** What the version's own code answered; see `testing/data-dirs/README.md`. */
interface Content {
  readonly ticks: Readonly<Record<string, readonly Tick[]>>;
  readonly candles: Readonly<Record<string, readonly Candle[]>>;
  readonly pairs: readonly LoggedPair[];
  readonly counts: LogCounts;
  readonly pruned: number;
  readonly deadLetters: readonly (readonly [row: number, reason: string])[];
  readonly nextWaiting: WaitingTick;
}

const KEPT = fileURLToPath(new URL('../../testing/data-dirs/', import.meta.url));
const VERSIONS = readdirSync(KEPT).filter((name) => /^v\d+$/.test(name));

const contentOf = (version: string): Content =>
  JSON.parse(readFileSync(join(KEPT, version, 'content.json'), 'utf8')) as Content;

const copyOf = (version: string): string => {
  const dataDir = temporaryDataDir();
  copyFileSync(join(KEPT, version, 'ticks.sqlite'), join(dataDir, 'ticks.sqlite'));
  return dataDir;
};

const open = async (dataDir: string): Promise<{ log: TickLog; notices: string[] }> => {
  const notices: string[] = [];
  const log = await openTickLog(dataDir, (notice) => notices.push(notice));
  onTestFinished(() => log.close());
  return { log, notices };
};

test('the first version is among them', () => expect(VERSIONS).toContain('v1'));

describe.each(VERSIONS)('a data directory of format %s', (version) => {
  test('answers with today’s code what it answered with its own', async () => {
    const { ticks, candles, pairs, counts, nextWaiting } = contentOf(version);
    const { log, notices } = await open(copyOf(version));
    expect(notices).toEqual([]);
    for (const [pair, expected] of Object.entries(ticks)) {
      expect(await log.ticks({ pair, limit: 1_000 })).toEqual(expected);
    }
    for (const [pair, expected] of Object.entries(candles)) {
      expect((await log.candles({ pair, timeframe: '1m', limit: 100 })).candles).toEqual(expected);
    }
    expect(await log.pairs(START)).toMatchObject(pairs);
    const { archived, waiting, deadLettered } = counts;
    expect(await log.counts()).toMatchObject({ archived, waiting, deadLettered });
    expect((await log.waiting(1))[0]).toMatchObject(nextWaiting);
  });

  test('takes up where it was left: what it has is a duplicate, what it has not is new', async () => {
    const { ticks, counts } = contentOf(version);
    const { log } = await open(copyOf(version));
    const [known = []] = Object.values(ticks);
    const last = known.at(-1);
    if (!last) throw new Error('The kept directory has no ticks.');
    expect(await log.append(known)).toEqual({ inserted: 0, duplicates: known.length });
    expect(await log.append([{ ...last, price: 9 }])).toEqual({ inserted: 1, duplicates: 0 });
    expect((await log.counts()).waiting).toBe(counts.waiting + 1);
  });

  test('has counters that add up, and its dead letters with their reasons', () => {
    const { ticks, counts, pruned, deadLetters } = contentOf(version);
    const { connection } = openTestTickLog(copyOf(version));
    const accounted = counts.archived + counts.waiting + counts.deadLettered;
    expect(prepareQuery(connection, 'SELECT kept FROM state').first()).toEqual([accounted]);
    const byPair = prepareQuery<[], [string | null, number, number, number, number, number]>(
      connection,
      `SELECT pair, received, duplicate, refused, pruned, removed
       FROM pair_counts LEFT JOIN pairs ON pairs.id = pair_id`,
    ).all();
    // Nobody counted by pair before the second version: what had been pruned is of no known pair.
    const prunedPair = version === 'v1' ? null : Object.keys(ticks)[0];
    expect(
      byPair.map(([pair, , , , prunedOfIt]) => (prunedOfIt > 0 ? [pair, prunedOfIt] : [])).flat(),
    ).toEqual([prunedPair, pruned]);
    for (const [pair, received, duplicate, refused, prunedOfIt, removed] of byPair) {
      const present = pair === null ? 0 : ticks[pair]?.length;
      expect([pair, received - prunedOfIt, duplicate, refused, removed]).toEqual([pair, present, 0, 0, 0]);
    }
    expect(byPair.reduce((sum, [, received]) => sum + received, 0)).toBe(accounted);
    const letters = prepareQuery(connection, 'SELECT row, reason FROM dead_letters ORDER BY row').all();
    expect(letters).toEqual(deadLetters);
  });
});
