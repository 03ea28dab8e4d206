import type { HotStore } from './hot-store.ts';
import { MemoryHotStore } from './memory-hot-store.ts';
import { RedisHotStore, type RedisHotStoreOptions } from './redis-hot-store.ts';

/** The hot store that the configuration asks for: in memory alone where it names no Redis. */
export const createHotStore = (options: RedisHotStoreOptions): HotStore =>
  options.redisUrls.length === 0 ? new MemoryHotStore() : new RedisHotStore(options);
