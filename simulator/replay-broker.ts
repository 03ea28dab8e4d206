import { setTimeout } from 'node:timers/promises';
import { milliseconds, type Milliseconds } from '../shared/units.ts';
import type { BrokerServer, Channel } from './broker-server.ts';
import type { FeedSource } from './feed-source.ts';
import type { Ledger } from './ledger.ts';
import type { RecordedEvent } from './recording.ts';
import { replayShift, shiftedPayload, ticksOf, type ReplayPlan, type ReplayStep } from './replay-plan.ts';

const MAX_SPEED = 100;
const POLL_MS = 5;
/** A page opens its sockets together; a client without the chat or the counters need not hold up the feed. */
const SIDE_CHANNEL_WAIT_MS = 1_000;

export interface Replay extends FeedSource {
  /** Resolves when the last event was sent, or the replay was stopped. */
  readonly finished: Promise<void>;
}

/** Plays a recording once, from the moment that a page opens the feed; it answers no requests. */
export const playRecording = (
  server: BrokerServer,
  ledger: Ledger,
  plan: ReplayPlan,
  speed: number,
): Replay => {
  if (!(speed >= 1 && speed <= MAX_SPEED))
    throw new Error(`A replay at speed ${speed} is not possible: --speed takes 1 to ${MAX_SPEED}.`);
  const player = new Player(server, ledger, plan, speed);
  const finished = player.play();
  return {
    pause: () => player.pause(),
    resume: () => player.resume(),
    stop: () => player.stop(),
    finished,
  };
};

class Player {
  readonly #server: BrokerServer;
  readonly #ledger: Ledger;
  readonly #plan: ReplayPlan;
  readonly #speed: number;
  /** When the first tick is played, UTC ms; moves later by every pause. */
  #origin = 0;
  #pausedAt: number | undefined;
  #stopped = false;

  constructor(server: BrokerServer, ledger: Ledger, plan: ReplayPlan, speed: number) {
    this.#server = server;
    this.#ledger = ledger;
    this.#plan = plan;
    this.#speed = speed;
  }

  pause(): void {
    this.#pausedAt ??= Date.now();
  }

  resume(): void {
    if (this.#pausedAt === undefined) return;
    this.#origin += Date.now() - this.#pausedAt;
    this.#pausedAt = undefined;
  }

  stop(): void {
    this.#stopped = true;
  }

  async play(): Promise<void> {
    await this.#until(() => this.#isOpen('feed'));
    const start = milliseconds(Date.now());
    this.#origin = start;
    const shift = replayShift(this.#plan, start, this.#speed);
    for (const step of this.#plan.steps) {
      await this.#until(() => this.#isDue(step));
      if (step.reopens) this.#server.closeSockets(step.channel);
      const side = step.channel === 'feed' ? undefined : Date.now() + SIDE_CHANNEL_WAIT_MS;
      await this.#until(() => this.#isOpen(step.channel) || (side !== undefined && Date.now() > side));
      if (this.#stopped) return;
      await this.#send(step.event, step.channel, shift);
    }
  }

  async #send(event: RecordedEvent, channel: Channel, shift: Milliseconds): Promise<void> {
    if (event.loneHeader !== undefined) {
      await this.#server.writeFrames(channel, [event.loneHeader]);
      return;
    }
    const ticks = ticksOf(event, shift);
    if (this.#server.emit(channel, event.event, ...shiftedPayload(event, shift)) === 0) return;
    if (event.event === 'updateStream') this.#ledger.addLive(ticks);
    else this.#ledger.addHistory(ticks);
  }

  #isOpen(channel: Channel): boolean {
    return this.#server.openSockets(channel).length > 0;
  }

  #isDue({ at }: ReplayStep): boolean {
    return this.#pausedAt === undefined && Date.now() >= this.#origin + at / this.#speed;
  }

  async #until(condition: () => boolean): Promise<void> {
    while (!this.#stopped && !condition()) await setTimeout(POLL_MS);
  }
}
