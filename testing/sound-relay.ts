import { expect } from 'vitest';
import type { AuditReport } from '../relay/server/audit-report.ts';
import { closedCandlesOf } from './closed-candles.ts';
import type { Tick } from '../shared/tick.ts';
import { timeframeDuration } from '../shared/timeframe.ts';
import { askRelay, readCandles, readKeptTicks, type RelayAccess } from './relay-api.ts';
import { tickKey } from './ticks.ts';

/** The relay's own audit, which has to add up. */
export const expectBalanced = async (relay: RelayAccess): Promise<AuditReport> => {
  const audit = await askRelay<AuditReport>(relay, '/api/audit');
  expect([...audit.pairs, audit.total].flatMap(({ problems }) => problems)).toEqual([]);
  expect(audit.balanced).toBe(true);
  return audit;
};

/** The 1-minute candles equal what these ticks make, pair by pair. */
export const expectCandlesOf = async (relay: RelayAccess, ticks: readonly Tick[]): Promise<void> => {
  for (const pair of new Set(ticks.map((tick) => tick.pair))) {
    const ours = [...new Map(ticks.map((tick) => [tickKey(tick), tick])).values()].filter(
      (tick) => tick.pair === pair,
    );
    const { candles } = await readCandles(relay, pair, '1m', 5_000);
    expect(candles).toEqual(closedCandlesOf(ours, timeframeDuration('1m')));
  }
};

/**
 * What has to hold of a relay that has pruned nothing, whatever happened to it: acked ⊆ kept ⊆ sent, no row twice, the
 * rolled up candles equal a recomputation, the audit adds up. `acked` and `sent` are keys of ticks.
 */
export const expectSound = async (
  relay: RelayAccess,
  acked: ReadonlySet<string>,
  sent: ReadonlySet<string>,
): Promise<void> => {
  const ticks = await readKeptTicks(relay);
  const kept = new Set(ticks.map(tickKey));
  expect(kept.size).toBe(ticks.length);
  expect([...acked].filter((key) => !kept.has(key))).toEqual([]);
  expect([...kept].filter((key) => !sent.has(key))).toEqual([]);
  await expectCandlesOf(relay, ticks);
  expect((await expectBalanced(relay)).total.kept).toBe(ticks.length);
};
