import { createServer, type Server } from 'node:http';
import { CaptureCounts } from './capture-counts.ts';
import { ChangeFeed } from './change-feed.ts';
import { Connections } from './connections.ts';
import { Dashboard } from './dashboard.ts';
import type { Access } from './access.ts';
import { FanOut } from './fan-out.ts';
import type { Limits } from './limits.ts';
import { listen } from './listen.ts';
import { PairActivity } from './pair-activity.ts';
import { PairFeed } from './pair-feed.ts';
import { PairingCodes, type PairingCode } from './pairing-codes.ts';
import { within } from '../within.ts';
import { refuseBadRequests } from './refuse-bad-requests.ts';
import { relayReport, type RelayReport } from './relay-report.ts';
import { handleRequest } from './request-handler.ts';
import type { RelayParts, ServerContext } from './server-context.ts';
import { withReplays } from '../replay/replay-history.ts';
import { Replays } from '../replay/replays.ts';
import { StatusFeed } from './status-feed.ts';
import { endUnreadAnswers } from './unread-answers.ts';
import { ViewLinks } from './view-links.ts';
import { Viewers } from './viewers.ts';
import { serveWebSockets } from './websocket-server.ts';

export interface ServerOptions extends RelayParts {
  readonly port: number;
  /** Of the built page; it may be missing. */
  readonly dashboardFolder: string;
  readonly access: Access;
  readonly limits: Limits;
  readonly warn: ServerContext['warn'];
}

export interface RelayServer {
  readonly port: number;
  /** What `/api/status` answers. */
  report(): Promise<RelayReport>;
  /** A new one; it alone is valid from then on. */
  pairingCode(): PairingCode;
  /** Takes nothing new, answers what is under way within the limit, then lets every client go. */
  close(): Promise<void>;
}

const GIVEN_UP =
  'A captured tick was given up in the browser, because more waited there than it holds: keep the relay running.';

const createContext = (options: ServerOptions, pending: Set<Promise<unknown>>): ServerContext => {
  const { limits, metrics, log, hotStore, warn } = options;
  const connections = new Connections(limits, metrics);
  const viewers = new Viewers();
  const replays = new Replays({ hotStore, onChange: () => pairFeed.changed() });
  const pairFeed = new PairFeed({ log, viewers, replays, delayMs: limits.pairsDelayMs, warn });
  return {
    ...options,
    ...withReplays(options, hotStore, replays),
    codes: new PairingCodes(),
    viewLinks: new ViewLinks(),
    dashboard: new Dashboard(options.dashboardFolder),
    connections,
    captureCounts: new CaptureCounts((ticks) => warn('given-up', GIVEN_UP, ticks)),
    viewers,
    fanOut: new FanOut(),
    pairFeed,
    pairActivity: new PairActivity(),
    replays,
    changeFeed: new ChangeFeed(viewers, limits.changesDelayMs),
    statusFeed: new StatusFeed({ ...options, connections, viewers, intervalMs: limits.statusMs }),
    underWay: (work) => {
      pending.add(work);
      void work.finally(() => pending.delete(work));
    },
    startedAt: Date.now(),
  };
};

const createHttpServer = (limits: Limits): Server => {
  const server = createServer({
    headersTimeout: limits.headersTimeoutMs,
    requestTimeout: limits.requestTimeoutMs,
    // Node looks after these two times only so often: every 30 s, unless told.
    connectionsCheckingInterval: limits.inspectionMs,
    // A request without a `Host` is refused by us, who count it.
    requireHostHeader: false,
  });
  server.maxConnections = limits.sockets;
  return server;
};

/**
 * Opens the relay to its clients, on this machine only.
 * @throws UserError where the port cannot be opened.
 */
export const startServer = async (options: ServerOptions): Promise<RelayServer> => {
  const server = createHttpServer(options.limits);
  const port = await listen(server, options.port);

  const pending = new Set<Promise<unknown>>();
  const context = createContext(options, pending);
  const {
    hotStore,
    ingest,
    fanOut,
    connections,
    pairFeed,
    pairActivity,
    replays,
    changeFeed,
    statusFeed,
    limits,
    warn,
  } = context;
  server.on('request', (request, response) => void handleRequest(context, request, response));
  refuseBadRequests(server, context);
  endUnreadAnswers(server, context);
  server.on('error', (error) => warn('server', `The server reported an error: ${error.message}.`));
  serveWebSockets(server, context);
  const unsubscribe = hotStore.subscribe((ticks) => {
    fanOut.publish(ticks);
    pairActivity.add(ticks);
  });
  const unlisten = ingest.onHistoryChanged((pairs) => changeFeed.changed(pairs));

  return {
    port,
    report: () => relayReport(context),
    pairingCode: () => context.codes.issue(),
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      connections.stopReading();
      await within(limits.drainMs, Promise.all(pending));
      replays.close();
      unsubscribe();
      unlisten();
      pairFeed.close();
      changeFeed.close();
      statusFeed.close();
      connections.close();
      server.closeIdleConnections();
      await within(limits.drainMs, closed);
      server.closeAllConnections();
    },
  };
};
