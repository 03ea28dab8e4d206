import { prepareDataDir } from '../prepare-data-dir.ts';
import { GroupCommit } from './group-commit.ts';
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
  return {
    append: (batch) => commits.append(batch),
    appendBrokerCandles: (pair, duration, candles) =>
      client.call('appendBrokerCandles', [pair, duration, candles]),
    saveAssets: (assets) => client.call('saveAssets', [assets]),
    appendFeedSpans: (spans) => client.call('appendFeedSpans', [spans]),
    ticks: (query) => client.call('ticks', [query]),
    candles: (query) => client.call('candles', [query]),
    gaps: (query) => client.call('gaps', [query]),
    pairs: (now) => client.call('pairs', [now]),
    counts: () => client.call('counts', []),
    waiting: (limit) => client.call('waiting', [limit]),
    archivedUpTo: (row) => client.call('archivedUpTo', [row]),
    deadLetter: (row, reason) => client.call('deadLetter', [row, reason]),
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
