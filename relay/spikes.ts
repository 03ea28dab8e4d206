import type { Log } from './log.ts';
import type { Stage } from './metrics.ts';
import { RateLimitedLog } from './rate-limited-log.ts';

interface StageLimit {
  /** A batch that takes longer is a spike, ms. */
  readonly ms: number;
  /** What took so long. */
  readonly what: string;
}

/** On the way to the chart every millisecond counts. A commit waits 20 ms for company, and Redis' ticks gather 25 ms. */
const LIMITS: Readonly<Record<Stage, StageLimit>> = {
  arrival: { ms: 10, what: "Ticks' way from the page to the relay" },
  publish: { ms: 10, what: "Ticks' way through the relay to the viewers" },
  commit: { ms: 100, what: "The tick log's commit" },
  redis: { ms: 100, what: "Ticks' way through the relay to Redis" },
};
/** What took longer to arrive waited in a capture for the relay, and is no spike. */
const WAITED_MS = 5_000;

/** Tells of batches that took a stage too long, once a minute for each stage. */
export class Spikes {
  readonly #log: RateLimitedLog;

  constructor(logger: Log) {
    this.#log = new RateLimitedLog({ warn: (message: string) => logger.info(message) });
  }

  /** Answers whether it is one. */
  note(stage: Stage, ms: number): boolean {
    const limit = LIMITS[stage];
    if (ms <= limit.ms || (stage === 'arrival' && ms > WAITED_MS)) return false;
    this.#log.warn(stage, `${limit.what} took ${ms.toFixed(0)} ms, more than ${limit.ms} ms.`);
    return true;
  }
}
