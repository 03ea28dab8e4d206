import type { Pair } from '../shared/pair.ts';
import type { Tick } from '../shared/tick.ts';
import { DEFAULT_PAIRS } from './assets.ts';
import { BrokerServer } from './broker-server.ts';
import type { FeedSource } from './feed-source.ts';
import { Ledger } from './ledger.ts';
import { servePage } from './page-files.ts';
import { readRecording } from './recording.ts';
import { playRecording } from './replay-broker.ts';
import { planReplay } from './replay-plan.ts';
import { playSyntheticMarket } from './synthetic-broker.ts';

export interface ReplayOptions {
  /** A recording's name without `.jsonl`. */
  readonly name: string;
  /** 1 to 100; 1 by default. */
  readonly speed?: number;
  /** By default `../shared/recordings` beside the checkout. */
  readonly folder?: string;
}

export interface SimulatorOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** What is played; by default the first eight pairs of the simulator's list. */
  readonly pairs?: readonly Pair[];
  /** Over all pairs together; 1,000 by default. */
  readonly ticksPerMinute?: number;
  /** The same by the second; goes before `ticksPerMinute`. */
  readonly ticksPerSecond?: number;
  /** The same seed gives the same prices in the same order. */
  readonly seed?: number;
  /** Plays a recording instead. */
  readonly replay?: ReplayOptions;
}

export interface Simulator {
  readonly port: number;
  /** The page's address, ending in `/`. */
  readonly url: string;
  /** Every tick written to at least one open socket, live or history, once each, in the order first sent. */
  sent(): readonly Tick[];
  /** How many different ticks went out live. */
  sentLive(): number;
  /** Those ticks; a copy. */
  sentLiveTicks(): readonly Tick[];
  /** Resolves when a page has opened the feed, at once if one has. */
  whenConnected(): Promise<void>;
  /** Resolves when a replay has sent everything; never for synthetic ticks, which do not end. */
  whenFinished(): Promise<void>;
  /** Stops the ticks until `resume`; the sockets stay open. */
  pause(): void;
  resume(): void;
  /** Closes every feed socket after what was sent on it; the page connects again by itself. */
  disconnectSockets(): void;
  /**
   * Writes WebSocket frames to every open feed socket, exactly as given and in a row; they are not in `sent()`.
   * A text frame that is no Socket.IO makes the page's own client drop the socket and connect again.
   */
  emitRaw(...frames: readonly (string | Uint8Array)[]): Promise<void>;
  stop(): Promise<void>;
}

export const DEFAULT_TICKS_PER_MINUTE = 1_000;
const DEFAULT_SEED = 1;
const SECONDS_PER_MINUTE = 60;

/** Starts the simulated broker. Rejects with a sentence where an option or the port cannot be had. */
export const startSimulator = async (options: SimulatorOptions = {}): Promise<Simulator> => {
  const server = await BrokerServer.listen(options.port ?? 0, servePage);
  const ledger = new Ledger();
  try {
    const { source, finished } = startSource(server, ledger, options);
    return {
      port: server.port,
      url: server.url,
      sent: () => ledger.ticks,
      sentLive: () => ledger.live,
      sentLiveTicks: () => ledger.liveTicks,
      whenConnected: () => server.whenOpen('feed'),
      whenFinished: () => finished,
      pause: () => source.pause(),
      resume: () => source.resume(),
      disconnectSockets: () => server.closeSockets('feed'),
      emitRaw: (...frames) => server.writeFrames('feed', frames),
      stop: async () => {
        source.stop();
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
};

interface StartedSource {
  readonly source: FeedSource;
  readonly finished: Promise<void>;
}

const startSource = (server: BrokerServer, ledger: Ledger, options: SimulatorOptions): StartedSource => {
  if (options.replay) {
    const { name, folder, speed = 1 } = options.replay;
    const replay = playRecording(server, ledger, planReplay(readRecording(name, folder)), speed);
    return { source: replay, finished: replay.finished };
  }
  const perMinute = options.ticksPerMinute ?? DEFAULT_TICKS_PER_MINUTE;
  const source = playSyntheticMarket(server, ledger, {
    pairs: options.pairs ?? DEFAULT_PAIRS,
    ticksPerSecond: options.ticksPerSecond ?? perMinute / SECONDS_PER_MINUTE,
    seed: options.seed ?? DEFAULT_SEED,
  });
  return { source, finished: new Promise(() => undefined) };
};
