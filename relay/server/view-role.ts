import { VIEW_MESSAGE, type PairSummary } from '../../shared/protocol.ts';
import type { Connection } from './connection.ts';
import { messageReader, type MessageReader } from './message-table.ts';
import type { ServerContext } from './server-context.ts';

/** Reads a viewer's messages: what it wants to see live, and its questions for history. */
export const viewReader = (context: ServerContext, viewer: Connection): MessageReader => {
  const { history, tickHistory, fanOut, viewers, pairFeed, statusFeed, limits, warn } = context;

  const greet = async (): Promise<PairSummary[]> => {
    const pairs = await pairFeed.summaries();
    viewer.send({ type: 'pairs', pairs });
    await statusFeed.greet(viewer);
    return pairs;
  };

  // What was left out is in the tick log, so history asked for now has it.
  const bringUpToDate = async (): Promise<void> => {
    const pairs = await greet();
    viewers.greet(viewer);
    viewer.send({ type: 'historyChanged', pairs: pairs.map(({ pair }) => pair) });
  };

  viewer.onCaughtUp(() => {
    const done = bringUpToDate().catch(() =>
      warn('catching-up', 'A viewer that had fallen behind could not be told the pairs of the tick log.'),
    );
    viewer.track(1, limits.pendingHistories, done);
  });

  viewer.onClose(() => {
    fanOut.leave(viewer);
    viewers.delete(viewer);
  });

  return messageReader(VIEW_MESSAGE, {
    subscribe: ({ pairs }) => {
      fanOut.subscribe(viewer, pairs);
      viewers.add(viewer);
      const greeted = greet().catch(() => warn('greeting', 'The pairs could not be read from the tick log.'));
      viewer.track(1, limits.pendingHistories, greeted);
    },
    history: ({ id, pair, timeframe, limit, before }) => {
      const answered = history.candles({ pair, timeframe, limit, before }).then(
        ({ candles, source, ms, lastTimestamp, gaps }) =>
          viewer.send({
            type: 'history',
            id,
            pair,
            timeframe,
            candles: [...candles],
            source,
            ms,
            lastTimestamp,
            ...(gaps.length > 0 && { gaps: [...gaps] }),
          }),
        () => warn('history', `The candles of ${pair} could not be read from the tick log.`),
      );
      viewer.track(1, limits.pendingHistories, answered);
    },
    tickHistory: ({ id, pair, limit, before }) => {
      const answered = tickHistory.ticks({ pair, limit, before }).then(
        ({ ticks, ms, gaps }) =>
          viewer.send({
            type: 'tickHistory',
            id,
            pair,
            ticks: ticks.map(({ price, timestamp }) => [price, timestamp]),
            ms,
            ...(gaps.length > 0 && { gaps: [...gaps] }),
          }),
        () => warn('history', `The ticks of ${pair} could not be read from the tick log.`),
      );
      viewer.track(1, limits.pendingHistories, answered);
    },
    heartbeat: () => undefined,
  });
};
