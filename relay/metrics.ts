import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Every figure that `/metrics` shows, in Prometheus' base units. One instance a relay. */
export class Metrics {
  readonly registry = new Registry();

  readonly ticksReceived = this.#counter('tick_relay_ticks_received_total', 'Ticks that captures sent.');
  readonly ticksKept = this.#counter('tick_relay_ticks_kept_total', 'Ticks written to the tick log.');
  readonly ticksDuplicate = this.#counter(
    'tick_relay_ticks_duplicate_total',
    'Ticks that the log already had.',
  );
  readonly ticksRefused = this.#counter('tick_relay_ticks_refused_total', 'Ticks refused, by reason.', [
    'reason',
  ]);
  readonly messagesRefused = this.#counter(
    'tick_relay_messages_refused_total',
    'Messages refused as a whole, by role and reason.',
    ['role', 'reason'],
  );
  readonly connectionsRefused = this.#counter(
    'tick_relay_connections_refused_total',
    'Connections and requests refused, and connections ended for their silence, by reason.',
    ['reason'],
  );
  readonly connectionsBehind = this.#counter(
    'tick_relay_connections_behind_total',
    'How often a client did not read in time and messages to it were left out, by role.',
    ['role'],
  );
  readonly ticksArchived = this.#counter(
    'tick_relay_ticks_archived_total',
    'Ticks that the archive accepted.',
  );
  readonly archiveFailures = this.#counter(
    'tick_relay_archive_failures_total',
    'Failed uploads, by reason.',
    ['reason'],
  );
  readonly redisFailures = this.#counter('tick_relay_redis_failures_total', 'Failed Redis batches.');
  readonly redisSkipped = this.#counter(
    'tick_relay_redis_ticks_skipped_total',
    'Ticks not published while Redis was away or too slow; its lists are refilled afterwards.',
  );
  readonly connections = new Gauge({
    name: 'tick_relay_connections',
    help: 'Open WebSocket connections, by role.',
    labelNames: ['role'],
    registers: [this.registry],
  });
  readonly waiting = new Gauge({
    name: 'tick_relay_ticks_waiting',
    help: 'Ticks that the archive does not have yet.',
    registers: [this.registry],
  });
  readonly stageSeconds = new Histogram({
    name: 'tick_relay_stage_seconds',
    help: 'Time from the page to the relay (arrival), and within it to the log (commit).',
    labelNames: ['stage'],
    buckets: [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5],
    registers: [this.registry],
  });
  readonly historySeconds = new Histogram({
    name: 'tick_relay_history_seconds',
    help: 'Time of a history answer, by source.',
    labelNames: ['source'],
    buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5],
    registers: [this.registry],
  });

  #counter(name: string, help: string, labelNames: string[] = []): Counter {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }
}
