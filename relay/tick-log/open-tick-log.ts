import { prepareDataDir } from '../prepare-data-dir.ts';
import type { Pair } from '../../shared/pair.ts';
import type { SettledLetters } from './dead-letters.ts';
import { GroupCommit } from './group-commit.ts';
import { createAudit } from './run-audit.ts';
import { startWorker } from './start-worker.ts';
import type { TickLog } from './tick-log.ts';
import { PRUNE_START, type PrunedChunk, type PrunePlace } from './tick-pruner.ts';
import { WorkerClient } from './worker-client.ts';

const createTickLog = (client: WorkerClient): TickLog => {
  const commits = new GroupCommit((batches) =>
    client.call(
      'append',
      [batches],
      batches.map(({ rows }) => rows.buffer),
    ),
  );
  // One call a chunk. Only what is there now: what the archive refuses meanwhile is for the next time.
  const settle = async (method: 'retryDeadLetters' | 'dropDeadLetters', pair?: Pair): Promise<number> => {
    const upTo = await client.call('newestDeadLetter', []);
    let settled = 0;
    let after: number | undefined = 0;
    while (after !== undefined) {
      const chunk: SettledLetters = await client.call(method, [pair, after, upTo]);
      settled += chunk.settled;
      after = chunk.next;
    }
    return settled;
  };
  return {
    append: (batch, refused) => commits.append(batch, refused),
    appendBrokerCandles: (pair, duration, candles) =>
      client.call('appendBrokerCandles', [pair, duration, candles]),
    saveAssets: (assets) => client.call('saveAssets', [assets]),
    appendFeedSpans: (spans) => client.call('appendFeedSpans', [spans]),
    newestFeedSpans: (after) => client.call('newestFeedSpans', [after]),
    ticks: (query) => client.call('ticks', [query]),
    newestTicks: (query) => client.call('newestTicks', [query]),
    candles: (query) => client.call('candles', [query]),
    gaps: (query) => client.call('gaps', [query]),
    pairs: (now) => client.call('pairs', [now]),
    renamePair: (rename) => client.call('renamePair', [rename]),
    renames: () => client.call('renames', []),
    unarchivedRenames: () => client.call('unarchivedRenames', []),
    renameArchived: (rename) => client.call('renameArchived', [rename]),
    counts: () => client.call('counts', []),
    waiting: (limit, after) => client.call('waiting', [limit, after]),
    archivedUpTo: (row) => client.call('archivedUpTo', [row]),
    deadLetter: (row, reason) => client.call('deadLetter', [row, reason]),
    deadLetters: (query) => client.call('deadLetters', [query]),
    retryDeadLetters: (pair) => settle('retryDeadLetters', pair),
    dropDeadLetters: (pair) => settle('dropDeadLetters', pair),
    audit: createAudit(client),
    nextHour: (pair, from, to) => client.call('nextHour', [pair, from, to]),
    // One call a chunk, so that appends get their turn in between.
    prune: async (before, onlyArchived) => {
      let removed = 0;
      let place: PrunePlace | undefined = PRUNE_START;
      while (place) {
        const chunk: PrunedChunk = await client.call('pruneChunk', [place, before, onlyArchived]);
        removed += chunk.removed;
        place = chunk.next;
      }
      return removed;
    },
    close: async () => {
      await commits.idle();
      await client.close();
    },
  };
};

/**
 * Opens the tick log of a data directory, which it makes where there is none. Its database runs in a worker
 * thread. `notify` gets what a person should be told of the opening, one sentence each; mostly nothing.
 * @throws UserError where another relay uses the directory, a newer relay has written it, or it cannot be written.
 */
export const openTickLog = async (
  dataDir: string,
  notify: (sentence: string) => void = () => undefined,
): Promise<TickLog> => {
  prepareDataDir(dataDir);
  const { client, notices } = await WorkerClient.start(startWorker({ dataDir }));
  for (const notice of notices) notify(notice);
  return createTickLog(client);
};
