import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { PRODUCT_VERSION } from './product.ts';
import { addProcessMetrics } from './process-metrics.ts';
import { RecentTimes } from './recent-times.ts';
import type { Spikes } from './spikes.ts';

/**
 * - `arrival`: from the page's receiving to the relay's
 * - `publish`: from the relay's receiving to the handing over to the viewers' sockets
 * - `commit`: from the relay's receiving to the log's commit, when the ack goes out
 * - `redis`: from the relay's receiving to Redis' answer, for the oldest tick of a write
 */
export type Stage = 'arrival' | 'publish' | 'commit' | 'redis';

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
  readonly connectionsPaused = this.#counter(
    'tick_relay_connections_paused_total',
    'How often a client was not read for a while because too much of its work waited, by role.',
    ['role'],
  );
  readonly spikes = this.#counter(
    'tick_relay_spikes_total',
    'Batches that took a stage longer than they may: 10 ms on the way to the viewers, 100 ms beside it.',
    ['stage'],
  );
  readonly connections = this.#gauge('tick_relay_connections', 'Open WebSocket connections, by role.', [
    'role',
  ]);
  readonly waiting = this.#gauge('tick_relay_ticks_waiting', 'Ticks that the archive does not have yet.');
  readonly deadLettered = this.#gauge(
    'tick_relay_ticks_dead_lettered',
    'Ticks that the archive refuses for good.',
  );
  readonly outboxTicks = this.#gauge(
    'tick_relay_outbox_ticks',
    'Ticks that connected captures hold until the relay confirms them.',
  );
  readonly outboxDropped = this.#gauge(
    'tick_relay_outbox_dropped_ticks',
    'Ticks that connected captures had to give up since they were installed.',
  );
  readonly problem = this.#gauge(
    'tick_relay_problem',
    'Whether a part has a problem (1) or not (0); `tick-relay status` says which.',
    ['part'],
  );
  readonly dataBytes = this.#gauge('tick_relay_data_bytes', "Size of the data directory's files.");
  readonly diskFreeBytes = this.#gauge(
    'tick_relay_disk_free_bytes',
    'What this user can still write where the data directory is.',
  );
  readonly stageSeconds = new Histogram({
    name: 'tick_relay_stage_seconds',
    help: 'Time from the page to the relay (arrival), and within it to the viewers (publish), the log (commit), Redis (redis).',
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

  /** The newest times by stage; of each batch its last tick's. */
  readonly stageTimes: Readonly<Record<Stage, RecentTimes>> = {
    arrival: new RecentTimes(),
    publish: new RecentTimes(),
    commit: new RecentTimes(),
    redis: new RecentTimes(),
  };
  readonly archiveUploadSeconds = new Histogram({
    name: 'tick_relay_archive_upload_seconds',
    help: 'Time of one page of ticks on its way to the archive and its answer, by outcome (stored, refused).',
    labelNames: ['outcome'],
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [this.registry],
  });
  readonly #spikeLog: Pick<Spikes, 'note'> | undefined;

  /** `spikes`: told of every stage's time; without it no spike is counted. */
  constructor(spikes?: Pick<Spikes, 'note'>) {
    this.#spikeLog = spikes;
    this.#gauge('tick_relay_build_info', 'Always 1, with the version of the relay.', ['version']).set(
      { version: PRODUCT_VERSION },
      1,
    );
    addProcessMetrics(this.registry);
  }

  /** Once for each batch, not each tick: the hot path. */
  observeStage(stage: Stage, ms: number): void {
    this.stageSeconds.observe({ stage }, ms / 1_000);
    this.stageTimes[stage].add(ms);
    if (this.#spikeLog?.note(stage, ms)) this.spikes.inc({ stage });
  }

  #gauge(name: string, help: string, labelNames: string[] = []): Gauge {
    return new Gauge({ name, help, labelNames, registers: [this.registry] });
  }

  #counter(name: string, help: string, labelNames: string[] = []): Counter {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }
}
