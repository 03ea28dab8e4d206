import type { Role } from '../../shared/protocol.ts';
import type { Metrics } from '../metrics.ts';
import type { Connection } from './connection.ts';
import type { Limits } from './limits.ts';

/** Every open WebSocket: counts them, keeps them awake and looks after the dead and the slow. */
export class Connections {
  readonly #open = new Set<Connection>();
  readonly #metrics: Metrics;
  readonly #leftAt = new Map<Role, number>();
  readonly #timers: readonly NodeJS.Timeout[];

  constructor(limits: Limits, metrics: Metrics) {
    this.#metrics = metrics;
    this.#timers = [
      setInterval(() => this.#beat(), limits.heartbeatMs),
      setInterval(() => this.#inspect(), limits.inspectionMs),
    ];
  }

  get size(): number {
    return this.#open.size;
  }

  count(role: Role): number {
    return [...this.#open].filter((connection) => connection.role === role).length;
  }

  /** When a client of this role was connected last, UTC ms; `undefined` where none was since the start. */
  lastSeen(role: Role): number | undefined {
    return this.count(role) > 0 ? Date.now() : this.#leftAt.get(role);
  }

  add(connection: Connection): void {
    this.#open.add(connection);
    connection.onClose(() => {
      this.#open.delete(connection);
      if (connection.role) this.#leftAt.set(connection.role, Date.now());
      this.showCounts();
    });
  }

  showCounts(): void {
    for (const role of ['capture', 'view'] as const) {
      this.#metrics.connections.set({ role }, this.count(role));
    }
  }

  stopReading(): void {
    for (const connection of this.#open) connection.stopReading();
  }

  /** Ends every connection; no timer stays. */
  close(): void {
    for (const timer of this.#timers) clearInterval(timer);
    for (const connection of this.#open) {
      connection.end('relay-stopping', 'The relay is stopping: connect again when it runs.');
    }
  }

  #beat(): void {
    for (const connection of this.#open) {
      if (connection.role !== undefined) connection.send({ type: 'heartbeat' });
    }
  }

  #inspect(): void {
    const now = performance.now();
    for (const connection of this.#open) connection.inspect(now);
  }
}
