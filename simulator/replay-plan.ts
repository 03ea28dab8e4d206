import type { Tick } from '../shared/tick.ts';
import { milliseconds, type Milliseconds } from '../shared/units.ts';
import { PRICE_EVENTS } from './broker-payload.ts';
import type { Channel } from './broker-server.ts';
import type { RecordedEvent, Recording } from './recording.ts';
import { attachment } from './wire.ts';

export interface ReplayStep {
  readonly event: RecordedEvent;
  readonly channel: Channel;
  /** Ms after the first tick at speed 1. */
  readonly at: Milliseconds;
  /** The page had opened this channel anew (it was reloaded), so its open sockets are closed first. */
  readonly reopens: boolean;
}

export interface ReplayPlan {
  readonly steps: readonly ReplayStep[];
  /** Of the ticks in `updateStream`, UTC as recorded. */
  readonly firstTick: Milliseconds;
  readonly lastTick: Milliseconds;
}

/**
 * Lays the recorded events out in time, by their ticks' own times: the recorder read frames in batches.
 * What carries no tick goes right after what came before it.
 */
export const planReplay = ({ events, channels }: Recording): ReplayPlan => {
  const liveTimes = events.flatMap((event) =>
    event.event === 'updateStream' ? ticksOf(event).map(({ timestamp }) => timestamp) : [],
  );
  const firstTick = milliseconds(Math.min(...liveTimes));
  const lastTick = milliseconds(Math.max(...liveTimes));
  if (liveTimes.length === 0)
    throw new Error('The recording holds no updateStream: there is nothing to replay.');
  const playing = new Map<Channel, string>();
  let at = milliseconds(0);
  const steps = events.map((event): ReplayStep => {
    const channel = channels.get(event.socket) ?? 'feed';
    const before = playing.get(channel);
    playing.set(channel, event.socket);
    const times = event.event === 'updateStream' ? ticksOf(event).map(({ timestamp }) => timestamp) : [];
    at = milliseconds(Math.max(at, ...times.map((time) => time - firstTick)));
    return { event, channel, at, reopens: before !== undefined && before !== event.socket };
  });
  return { steps, firstTick, lastTick };
};

const MINUTE_MS = 60_000;

/**
 * By how much every time moves: whole minutes, so that candles stay on theirs, and so far that the recording's
 * last tick is played within the minute after its new time. No tick lies in the future: at speed 1 each is up
 * to a minute old, at a higher speed the first ones older by what the replay leaves out.
 */
export const replayShift = (plan: ReplayPlan, start: Milliseconds, speed: number): Milliseconds => {
  const end = start + (plan.lastTick - plan.firstTick) / speed;
  return milliseconds(Math.floor((end - plan.lastTick) / MINUTE_MS) * MINUTE_MS);
};

/** The event's ticks, UTC. */
export const ticksOf = (event: RecordedEvent, shift = milliseconds(0)): Tick[] => {
  const priceEvent = PRICE_EVENTS.get(event.event);
  if (!priceEvent) return [];
  return priceEvent
    .ticks(valueOf(event.payload[0]))
    .map((tick) => ({ ...tick, timestamp: milliseconds(tick.timestamp + shift) }));
};

/** What to emit: the recorded payload itself, or where it holds prices the same at its new time. */
export const shiftedPayload = (event: RecordedEvent, shift: Milliseconds): readonly unknown[] => {
  const priceEvent = PRICE_EVENTS.get(event.event);
  if (!priceEvent) return event.payload;
  const [payload, ...rest] = event.payload;
  const shifted = priceEvent.shift(valueOf(payload), shift);
  return [Buffer.isBuffer(payload) ? attachment(shifted) : shifted, ...rest];
};

const valueOf = (payload: unknown): unknown =>
  Buffer.isBuffer(payload) ? (JSON.parse(payload.toString('utf8')) as unknown) : payload;
