import { Redis } from 'ioredis';
import type { Tick } from '../shared/tick.ts';

/** Another program that lives on the live ticks in Redis, as users write one. */
export interface RedisProgram {
  /** The ticks of its pair, in their order; what came while Redis was away is missing. */
  readonly heard: readonly Tick[];
  close(): void;
}

const RECONNECT_MS = 50;

/** Subscribes to a pair's channel, and again whenever its Redis is back; Redis need not be there yet. */
export const startRedisProgram = (url: string, pair: string): RedisProgram => {
  const heard: Tick[] = [];
  const redis = new Redis(url, {
    retryStrategy: () => RECONNECT_MS,
    maxRetriesPerRequest: null,
    autoResubscribe: false,
  });
  // A Redis that is away or refuses is what it is there for; it tries again.
  redis.on('error', () => undefined);
  redis.on('ready', () => void redis.subscribe(`updates:${pair}`).catch(() => undefined));
  redis.on('message', (_channel, message: string) => {
    for (const line of message.split('\n')) heard.push(JSON.parse(line) as Tick);
  });
  return { heard, close: () => redis.disconnect() };
};
