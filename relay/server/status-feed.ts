import type { RelayStatus } from '../../shared/protocol.ts';
import type { Archive } from '../archive/archive.ts';
import type { HotStore } from '../hot-store/hot-store.ts';
import type { LinkProblem } from '../link-problem.ts';
import type { Metrics } from '../metrics.ts';
import type { LogCounts, TickLog } from '../tick-log/tick-log.ts';
import type { Connection } from './connection.ts';
import type { Connections } from './connections.ts';
import type { Viewers } from './viewers.ts';

export interface StatusParts {
  readonly log: TickLog;
  readonly logProblem: Pick<LinkProblem, 'sentence'>;
  readonly hotStore: HotStore;
  readonly archive: Archive;
  readonly metrics: Metrics;
  readonly connections: Connections;
  readonly viewers: Viewers;
  readonly intervalMs: number;
  readonly warn: (key: string, message: string) => void;
}

/** Tells viewers how the relay is, whenever that has changed. */
export class StatusFeed {
  readonly #parts: StatusParts;
  readonly #timer: NodeJS.Timeout;
  #told = '';
  #counts: LogCounts | undefined;

  constructor(parts: StatusParts) {
    this.#parts = parts;
    this.#timer = setInterval(() => {
      this.#tell().catch(() => parts.warn('status', 'The counts could not be read from the tick log.'));
    }, parts.intervalMs);
  }

  async current(): Promise<RelayStatus> {
    const { logProblem, hotStore, archive, metrics, connections } = this.#parts;
    const { kept, archived, waiting } = await this.#readCounts();
    const { state, problem } = archive.status();
    const logSentence = logProblem.sentence;
    metrics.waiting.set(waiting);
    return {
      captures: connections.count('capture'),
      redis: hotStore.status(),
      archive: { state, waiting, archived, ...(problem !== undefined && { problem }) },
      kept,
      log: logSentence === undefined ? {} : { problem: logSentence },
    };
  }

  /** A log that cannot be read has a problem, and just then the status has to go out: with its last counts. */
  async #readCounts(): Promise<LogCounts> {
    try {
      this.#counts = await this.#parts.log.counts();
      return this.#counts;
    } catch (error) {
      if (this.#counts === undefined || this.#parts.logProblem.sentence === undefined) throw error;
      return this.#counts;
    }
  }

  /** Tells one viewer now; what it was told is no longer what all were told last. */
  async greet(viewer: Connection): Promise<void> {
    viewer.send({ type: 'status', status: await this.current() });
    this.#told = '';
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async #tell(): Promise<void> {
    if (this.#parts.viewers.size === 0) return;
    const status = await this.current();
    const text = JSON.stringify(status);
    if (text === this.#told) return;
    this.#told = text;
    this.#parts.viewers.broadcast({ type: 'status', status });
  }
}
