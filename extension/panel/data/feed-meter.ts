import { signal } from '@preact/signals';
import type { CapturedTick } from '../../../shared/tick.ts';
import { milliseconds, type Milliseconds } from '../../../shared/units.ts';
import { preciseNow } from '../clock.ts';
import { STALE_MS } from './age-format.ts';
import { LatencyRecorder, type LatencySummary } from '../../../shared/latency-recorder.ts';
import { TickRate } from './tick-rate.ts';

/** A tick that was older when its page received it came with the page's history. */
const LIVE_MS = 5_000;

/** The figures of the footer, once a second. */
export interface FeedFigures {
  readonly ticksPerSecond: number;
  /** Since the last tick of any pair; absent before the first. */
  readonly age?: Milliseconds;
  readonly isStale: boolean;
  readonly latency?: LatencySummary | undefined;
}

/** How live the feed is: its rate, its age, and how long ticks take from the page to the panel. */
export class FeedMeter {
  readonly figures = signal<FeedFigures>({ ticksPerSecond: 0, isStale: false });
  /** Of ticks of the pair on the chart in focus, right after they were drawn there. */
  readonly chartLatency = new LatencyRecorder();
  /** Of every tick, after all of its message was drawn. */
  readonly latency = new LatencyRecorder();
  readonly #rate = new TickRate();
  #lastTickAt: Milliseconds | undefined;
  #connectedAt = preciseNow();

  /** Ticks that were captured earlier have waited for us. */
  connected(): void {
    this.#connectedAt = preciseNow();
  }

  onChart(ticks: readonly CapturedTick[]): void {
    this.#record(this.chartLatency, ticks);
  }

  drawn(ticks: readonly CapturedTick[], now: Milliseconds): void {
    this.#record(this.latency, ticks);
    this.#rate.add(ticks.length, now);
    this.#lastTickAt = now;
    if (this.figures.peek().isStale) this.tell(now);
  }

  /** Called each second. */
  tell(now: Milliseconds): void {
    const age = this.#lastTickAt === undefined ? undefined : milliseconds(now - this.#lastTickAt);
    this.figures.value = {
      ticksPerSecond: this.#rate.perSecond(now),
      isStale: age !== undefined && age >= STALE_MS,
      latency: this.chartLatency.summary(),
      ...(age === undefined ? {} : { age }),
    };
  }

  /** Neither what waited for a connection nor a page's history, which comes in one burst, tells how fast the line is. */
  #record(recorder: LatencyRecorder, ticks: readonly CapturedTick[]): void {
    const now = preciseNow();
    for (const { timestamp, capturedAt } of ticks) {
      const isLive = capturedAt >= this.#connectedAt && capturedAt - timestamp < LIVE_MS;
      if (isLive) recorder.record(milliseconds(now - capturedAt));
    }
  }
}
