import { SwappableHotStore, type HotStoreOptions } from './swappable-hot-store.ts';

/** The hot store that the configuration asks for: in memory alone where it names no Redis. */
export const createHotStore = (options: HotStoreOptions): Promise<SwappableHotStore> =>
  SwappableHotStore.open(options);
