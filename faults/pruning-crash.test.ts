import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { CrashPoint } from '../relay/crash-point.ts';
import { openTickLog } from '../relay/tick-log/open-tick-log.ts';
import { rounds } from '../testing/fault-rounds.ts';
import { readKeptTicks } from '../testing/relay-api.ts';
import { startRelayProcess, type RelayProcess } from '../testing/relay-process.ts';
import { expectBalanced, expectCandlesOf } from '../testing/sound-relay.ts';
import { temporaryDataDir } from '../testing/tick-log.ts';
import { START, ticksOf, tickKey } from '../testing/ticks.ts';

const PRUNE_PROGRAM = fileURLToPath(new URL('../testing/prune-log.ts', import.meta.url));
const HOUR_MS = 3_600_000;

/** Five chunks' worth, one tick a second: the last 1,000 of a pair are younger than what is pruned. */
const ticks = [...ticksOf('EURUSD_otc', 4_600, 1_000), ...ticksOf('#AAPL_otc', 4_600, 1_000)];
const ARCHIVED = 7_000;

/** A log with archived, waiting and dead-lettered ticks; answers the keys of those that no pruning may take. */
const fill = async (dataDir: string, onlyArchived: boolean): Promise<Set<string>> => {
  const log = await openTickLog(dataDir);
  await log.append(ticks);
  const waiting = await log.waiting(ticks.length);
  const dead = waiting[1_234];
  const last = waiting[ARCHIVED - 1];
  if (!dead || !last) throw new Error('Too little waits.');
  await log.deadLetter(dead, 'refused');
  await log.archivedUpTo(last.row);
  await log.close();
  const young = waiting.filter(({ timestamp }) => timestamp >= START + HOUR_MS);
  const unarchived = onlyArchived ? waiting.slice(ARCHIVED) : [];
  return new Set([dead, ...young, ...unarchived].map(tickKey));
};

/** Answers the signal that ended it. */
const prune = async (dataDir: string, onlyArchived: boolean, crash = ''): Promise<NodeJS.Signals | null> => {
  const child = spawn(
    process.execPath,
    [
      ...['--import', import.meta.resolve('tsx'), PRUNE_PROGRAM],
      ...[dataDir, String(START + HOUR_MS), onlyArchived ? 'archived' : 'all'],
    ],
    { stdio: 'inherit', env: { ...process.env, TICK_RELAY_CRASH_AT: crash } },
  );
  const [status, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  expect(status ?? 0).toBe(0);
  return signal;
};

const withRelay = async (dataDir: string, check: (relay: RelayProcess) => Promise<void>): Promise<void> => {
  const relay = await startRelayProcess({ dataDir });
  try {
    await check(relay);
  } finally {
    await relay.stop();
  }
};

const TURNS = Array.from({ length: rounds(1, 5) }, (_, round) => 1 + round);

describe.each(['during-pruning', 'between-prunings'] as const satisfies CrashPoint[])(
  'a log that is cut off %s',
  (point) => {
    test.each(TURNS.flatMap((turn) => [true, false].map((onlyArchived) => ({ turn, onlyArchived }))))(
      '(passed $turn times, only archived: $onlyArchived) adds up, keeps what it must and goes on',
      async ({ turn, onlyArchived }) => {
        const dataDir = temporaryDataDir();
        const protectedKeys = await fill(dataDir, onlyArchived);
        expect(await prune(dataDir, onlyArchived, `${point}:${turn}`)).toBe('SIGKILL');

        await withRelay(dataDir, async (relay) => {
          const keys = (await readKeptTicks(relay)).map(tickKey);
          const kept = new Set(keys);
          expect(keys).toHaveLength(kept.size);
          expect(kept.size).toBeLessThanOrEqual(ticks.length);
          expect(kept.size).toBeGreaterThan(protectedKeys.size);
          expect([...protectedKeys].filter((key) => !kept.has(key))).toEqual([]);
          await expectCandlesOf(relay, ticks);
          await expectBalanced(relay);
        });

        expect(await prune(dataDir, onlyArchived)).toBeNull();
        await withRelay(dataDir, async (relay) => {
          const kept = (await readKeptTicks(relay)).map(tickKey);
          expect(new Set(kept)).toEqual(protectedKeys);
          expect(kept).toHaveLength(protectedKeys.size);
          await expectCandlesOf(relay, ticks);
          const { total } = await expectBalanced(relay);
          expect(total.received).toBe(ticks.length);
        });
      },
    );
  },
);
