import type { Pair } from '../../shared/pair.ts';
import type { AuditStart, CountedPair, CountedRows } from './audit-snapshot.ts';
import type { LogCounts } from './tick-log.ts';

/** What became of ticks: received = kept + duplicate + refused + removed; kept = archived + waiting + deadLettered. */
export interface Account {
  readonly received: number;
  readonly kept: number;
  readonly duplicate: number;
  readonly refused: number;
  /** Left the log without being archived: too old in a relay without Supabase, or a dropped dead letter. */
  readonly removed: number;
  readonly archived: number;
  readonly waiting: number;
  readonly deadLettered: number;
  /** A sentence for each thing that does not add up. */
  readonly problems: readonly string[];
}

export interface PairAccount extends Account {
  /** `null`: ticks that named no pair that the log knows. */
  readonly pair: Pair | null;
}

/** The log's rows held against its counters, all of one moment. */
export interface LogAudit {
  readonly balanced: boolean;
  readonly total: Account;
  readonly pairs: readonly PairAccount[];
}

type Figures = Omit<Account, 'problems'>;

const ticks = (count: number): string => `${count} tick${count === 1 ? '' : 's'}`;

const difference = (found: number, expected: number): string =>
  found < expected ? `${ticks(expected - found)} missing` : `${ticks(found - expected)} too many`;

const problemsOf = (name: string, figures: Figures): string[] => {
  const { received, kept, duplicate, refused, removed, archived, waiting, deadLettered } = figures;
  const problems: string[] = [];
  const accounted = kept + duplicate + refused + removed;
  if (accounted !== received) {
    problems.push(
      `${name}: ${ticks(received)} received, but ${kept} kept, ${duplicate} duplicate, ${refused} refused and ` +
        `${removed} removed make ${accounted}: ${difference(accounted, received)}.`,
    );
  }
  const placed = archived + waiting + deadLettered;
  if (placed !== kept) {
    problems.push(
      `${name}: ${ticks(kept)} kept, but ${archived} archived, ${waiting} waiting and ${deadLettered} dead-lettered ` +
        `make ${placed}: ${difference(placed, kept)}.`,
    );
  }
  return problems;
};

const accountOf = (counted: CountedPair, rows: CountedRows): PairAccount => {
  const { pair, received, duplicate, refused, pruned, removed, deadLettered } = counted;
  const kept = rows.rows + pruned;
  const archived = rows.archived + pruned;
  const figures = {
    received,
    kept,
    duplicate,
    refused,
    removed,
    archived,
    waiting: rows.waiting,
    deadLettered,
  };
  return { pair, ...figures, problems: problemsOf(pair ?? 'Ticks of no known pair', figures) };
};

const NAMES = {
  kept: 'kept',
  archived: 'archived',
  waiting: 'waiting',
  deadLettered: 'dead-lettered',
} as const satisfies Record<keyof LogCounts, string>;

const totalOf = (pairs: readonly PairAccount[], state: LogCounts): Account => {
  const sum = (name: keyof Figures): number => pairs.reduce((total, account) => total + account[name], 0);
  const figures: Figures = {
    received: sum('received'),
    kept: sum('kept'),
    duplicate: sum('duplicate'),
    refused: sum('refused'),
    removed: sum('removed'),
    archived: sum('archived'),
    waiting: sum('waiting'),
    deadLettered: sum('deadLettered'),
  };
  const ofState = (Object.keys(NAMES) as (keyof LogCounts)[])
    .filter((name) => figures[name] !== state[name])
    .map(
      (name) =>
        `All pairs: the log's own count is ${ticks(state[name])} ${NAMES[name]}, but the pairs make ` +
        `${figures[name]}: ${difference(figures[name], state[name])}.`,
    );
  return { ...figures, problems: [...problemsOf('All pairs', figures), ...ofState] };
};

const isEmpty = ({ pair, received, kept, problems }: PairAccount): boolean =>
  pair === null && received === 0 && kept === 0 && problems.length === 0;

/** Makes up the account of what was counted; `rows` by the pair's id. */
export const makeAudit = ({ pairs, state }: AuditStart, rows: ReadonlyMap<number, CountedRows>): LogAudit => {
  const none = { rows: 0, archived: 0, waiting: 0, next: undefined };
  const accounts = pairs
    .map((counted) => accountOf(counted, rows.get(counted.id) ?? none))
    .filter((account) => !isEmpty(account));
  const total = totalOf(accounts, state);
  const balanced = [total, ...accounts].every(({ problems }) => problems.length === 0);
  return { balanced, total, pairs: accounts };
};
