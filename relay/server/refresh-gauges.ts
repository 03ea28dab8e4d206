import { diskUsage } from './disk-usage.ts';
import type { ServerContext } from './server-context.ts';

/** Brings what is read rather than counted up to date, before `/metrics` is answered. */
export const refreshGauges = async (context: ServerContext): Promise<void> => {
  const { captureCounts, dataDir, log, metrics, statusFeed } = context;
  const status = await statusFeed.current();
  for (const part of ['log', 'redis', 'archive'] as const) {
    metrics.problem.set({ part }, status[part].problem === undefined ? 0 : 1);
  }
  const captures = captureCounts.all();
  metrics.outboxTicks.set(captures.reduce((sum, { waiting }) => sum + waiting, 0));
  metrics.outboxDropped.set(captures.reduce((sum, { dropped }) => sum + dropped, 0));
  // While the log has a problem, the last counts stand.
  if (status.log.problem === undefined) metrics.deadLettered.set((await log.counts()).deadLettered);
  const { used, free } = await diskUsage(dataDir);
  metrics.dataBytes.set(used);
  metrics.diskFreeBytes.set(free);
};
