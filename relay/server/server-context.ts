import type { Archive } from '../archive/archive.ts';
import type { TickHistory } from '../history/tick-history.ts';
import type { History } from '../history/history.ts';
import type { HotStore } from '../hot-store/hot-store.ts';
import type { Ingest } from '../ingest/ingest.ts';
import type { LastProblem } from '../last-problem.ts';
import type { LinkProblem } from '../link-problem.ts';
import type { Metrics } from '../metrics.ts';
import type { ReloadReport } from '../reload/reload-report.ts';
import type { Replays } from '../replay/replays.ts';
import type { TickLog } from '../tick-log/tick-log.ts';
import type { Access } from './access.ts';
import type { CaptureCounts } from './capture-counts.ts';
import type { ChangeFeed } from './change-feed.ts';
import type { Connections } from './connections.ts';
import type { FanOut } from './fan-out.ts';
import type { Limits } from './limits.ts';
import type { PairActivity } from './pair-activity.ts';
import type { PairFeed } from './pair-feed.ts';
import type { PairingCodes } from './pairing-codes.ts';
import type { Dashboard } from './dashboard.ts';
import type { StatusFeed } from './status-feed.ts';
import type { ViewLinks } from './view-links.ts';
import type { Viewers } from './viewers.ts';

/** The parts of the relay that the server opens to its clients. */
export interface RelayParts {
  readonly log: TickLog;
  /** What keeps the log from taking ticks. */
  readonly logProblem: Pick<LinkProblem, 'sentence'>;
  readonly lastProblem: Pick<LastProblem, 'problem'>;
  readonly dataDir: string;
  readonly hotStore: HotStore;
  readonly archive: Archive;
  readonly history: History;
  readonly tickHistory: TickHistory;
  readonly ingest: Ingest;
  readonly metrics: Metrics;
  /** Lets the relay read its configuration again. */
  readonly reload: () => Promise<ReloadReport>;
}

/** What every route and role works with. */
export interface ServerContext extends RelayParts {
  readonly access: Access;
  readonly codes: PairingCodes;
  readonly viewLinks: ViewLinks;
  readonly dashboard: Dashboard;
  readonly limits: Limits;
  readonly connections: Connections;
  readonly captureCounts: CaptureCounts;
  readonly viewers: Viewers;
  readonly fanOut: FanOut;
  readonly pairFeed: PairFeed;
  readonly pairActivity: PairActivity;
  readonly replays: Replays;
  readonly changeFeed: ChangeFeed;
  readonly statusFeed: StatusFeed;
  /** Writes a rate-limited log line; `key` is what is limited, `times` how often it happened. */
  readonly warn: (key: string, message: string, times?: number) => void;
  /** Keeps `work` in mind, so that closing can wait for it. */
  readonly underWay: (work: Promise<unknown>) => void;
  /** UTC ms. */
  readonly startedAt: number;
}
