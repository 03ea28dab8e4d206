import { createClient } from '@supabase/supabase-js';
import { Redis } from 'ioredis';
import ws from 'ws';
import { BENCH_PAIRS, benchTicks } from './bench-ticks.ts';

const INSERT_PAGE = 1_000;

/**
 * The design that this product replaces: each tick awaited through `LPUSH`, `LTRIM` and `PUBLISH`, and every
 * 30 s the lists popped with `LRANGE` + `DEL` and inserted. One drain is measured for `count` ticks.
 *
 * @returns ticks a second, the drain included.
 */
export const measurePlainDesign = async (
  redisUrl: string,
  supabase: { readonly url: string; readonly secretKey: string },
  count: number,
): Promise<number> => {
  const redis = new Redis(redisUrl);
  const table = createClient(supabase.url, supabase.secretKey, {
    // Node 20 has no WebSocket of its own, and createClient insists on one.
    realtime: { transport: ws as never },
  }).from('historical_ticks');
  const started = performance.now();
  for (const [pair, price, timestamp] of benchTicks(count)) {
    const tick = JSON.stringify({ pair, price, timestamp });
    await redis.lpush(`plain:ticks:${pair}`, tick);
    await redis.ltrim(`plain:ticks:${pair}`, 0, 999);
    await redis.publish(`plain:updates:${pair}`, tick);
  }
  for (const pair of BENCH_PAIRS) {
    const rows = (await redis.lrange(`plain:ticks:${pair}`, 0, -1)).map((tick) => JSON.parse(tick) as object);
    await redis.del(`plain:ticks:${pair}`);
    for (let from = 0; from < rows.length; from += INSERT_PAGE) {
      const { error } = await table.insert(rows.slice(from, from + INSERT_PAGE));
      if (error) throw new Error(`The plain design's insert failed: ${error.message}`);
    }
  }
  const elapsed = performance.now() - started;
  redis.disconnect();
  return (count / elapsed) * 1000;
};
