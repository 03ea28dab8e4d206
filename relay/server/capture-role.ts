import { CAPTURE_MESSAGE } from '../../shared/protocol.ts';
import type { Connection } from './connection.ts';
import { messageReader, type MessageReader } from './message-table.ts';
import type { ServerContext } from './server-context.ts';

const nameOf = (tuple: unknown): unknown => (Array.isArray(tuple) ? tuple[0] : undefined);

/** Reads a capture's messages. A batch is acked only once the log has it; the capture resends what is not. */
export const captureReader = (context: ServerContext, capture: Connection): MessageReader => {
  const { ingest, log, pairFeed, viewers, limits, captureCounts, warn } = context;
  captureCounts.watch(capture);

  const keep = (seq: number, size: number, kept: Promise<void>, names: () => unknown[]): void => {
    const acked = kept.then(
      () => {
        capture.send({ type: 'ack', seq });
        pairFeed.kept(names());
      },
      () => {
        warn('not-kept', 'A batch could not be kept in the tick log; its capture will send it again.');
        // A capture sends again what has no ack when it connects again.
        capture.end('not-kept', 'The tick log could not keep a batch: connect again and send it again.');
      },
    );
    capture.track(size, limits.pendingTicks, acked);
    context.underWay(acked);
  };

  return messageReader(CAPTURE_MESSAGE, {
    ticks: ({ seq, ticks }) => keep(seq, ticks.length, ingest.ticks(ticks), () => ticks.map(nameOf)),
    brokerHistory: ({ seq, pair, duration, candles }) =>
      keep(seq, candles.length, ingest.brokerHistory(pair, duration, candles), () => [pair]),
    feedSpans: ({ seq, spans }) => keep(seq, spans.length, ingest.feedSpans(spans), () => []),
    renamed: ({ seq, from, to }) => {
      const told = ingest.renamed({ from, to }).then(() => pairFeed.changed());
      keep(seq, 1, told, () => []);
    },
    assets: ({ assets }) => {
      const saved = log.saveAssets(assets).then(
        () => pairFeed.changed(),
        () => warn('assets', "The broker's asset list could not be kept in the tick log."),
      );
      capture.track(assets.length, limits.pendingTicks, saved);
      context.underWay(saved);
    },
    page: (page) => viewers.showPage(page),
    captureStatus: (counts) => captureCounts.set(capture, counts),
    heartbeat: () => undefined,
  });
};
