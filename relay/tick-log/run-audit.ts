import { makeAudit, type LogAudit } from './audit.ts';
import type { CountedRows } from './audit-snapshot.ts';
import type { WorkerClient } from './worker-client.ts';

const countPair = async (client: WorkerClient, pairId: number): Promise<CountedRows> => {
  let [rows, archived, waiting] = [0, 0, 0];
  let from: number | undefined = 0;
  while (from !== undefined) {
    const part: CountedRows = await client.call('auditCount', [pairId, from]);
    rows += part.rows;
    archived += part.archived;
    waiting += part.waiting;
    from = part.next;
  }
  return { rows, archived, waiting, next: undefined };
};

/** Counts the log, in calls so short that appends get their turn in between. One at a time. */
const runAudit = async (client: WorkerClient): Promise<LogAudit> => {
  const start = await client.call('auditStart', []);
  try {
    const rows = new Map<number, CountedRows>();
    for (const { id } of start.pairs) rows.set(id, await countPair(client, id));
    return makeAudit(start, rows);
  } finally {
    await client.call('auditEnd', []);
  }
};

/** Who asks while an audit runs gets that one's answer. */
export const createAudit = (client: WorkerClient): (() => Promise<LogAudit>) => {
  let running: Promise<LogAudit> | undefined;
  return () => {
    running ??= runAudit(client).finally(() => {
      running = undefined;
    });
    return running;
  };
};
