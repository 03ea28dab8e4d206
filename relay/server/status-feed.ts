import type { RelayStatus } from '../../shared/protocol.ts';
import type { Archive } from '../archive/archive.ts';
import type { HotStore } from '../hot-store/hot-store.ts';
import type { Metrics } from '../metrics.ts';
import type { TickLog } from '../tick-log/tick-log.ts';
import type { Connection } from './connection.ts';
import type { Connections } from './connections.ts';
import type { Viewers } from './viewers.ts';

export interface StatusParts {
  readonly log: TickLog;
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

  constructor(parts: StatusParts) {
    this.#parts = parts;
    this.#timer = setInterval(() => {
      this.#tell().catch(() => parts.warn('status', 'The counts could not be read from the tick log.'));
    }, parts.intervalMs);
  }

  async current(): Promise<RelayStatus> {
    const { log, hotStore, archive, metrics, connections } = this.#parts;
    const { kept, archived, waiting } = await log.counts();
    const { state, problem } = archive.status();
    metrics.waiting.set(waiting);
    return {
      captures: connections.count('capture'),
      redis: hotStore.state(),
      archive: { state, waiting, archived, ...(problem !== undefined && { problem }) },
      kept,
    };
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
