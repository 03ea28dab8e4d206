import { isDeepStrictEqual } from 'node:util';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { candlesOfTicks } from '../shared/candle-builder.ts';
import { timeframeDuration } from '../shared/timeframe.ts';
import { startLiveViewer, type LiveViewer } from '../testing/live-viewer.ts';
import { readDiagnostics } from '../testing/panel-diagnostics.ts';
import { startRedis, type RedisServer } from '../testing/redis-server.ts';
import { readCandles, readTicksOfPair } from '../testing/relay-api.ts';
import { startSupabase, type TestSupabase } from '../testing/supabase.ts';
import {
  settledComparison,
  settledDrawing,
  settles,
  startWholeLine,
  type WholeLine,
} from '../testing/whole-line.ts';

const ARCHIVE_INTERVAL_SECONDS = '2';

describe("a broker's tick, from the page to the chart, kept and archived", () => {
  let redis: RedisServer;
  let supabase: TestSupabase;
  let line: WholeLine;
  let viewer: LiveViewer;

  beforeAll(async () => {
    redis = await startRedis();
    supabase = await startSupabase();
    line = await startWholeLine({
      relay: {
        env: {
          REDIS_URL: redis.url,
          SUPABASE_URL: supabase.url,
          SUPABASE_SECRET_KEY: supabase.secretKey,
          ARCHIVE_INTERVAL_SECONDS,
        },
      },
      simulator: { ticksPerMinute: 1_000 },
    });
    viewer = await startLiveViewer(line.relay);
    await line.openBrokerPage();
    await settles(() => Promise.resolve(line.simulator.sentLive() > 100));
    line.simulator.pause();
  });

  afterAll(async () => {
    await viewer.close();
    await line.stop();
    await supabase.stop();
    await redis.stop();
  });

  const shownPair = async (): Promise<string> => (await readDiagnostics(line.panel, 'pair')) ?? '';

  it('keeps every tick that was sent, live and history, once, and nothing else', async () => {
    const { sent, kept, missing, unexpected } = await settledComparison(line);
    expect({ kept, missing, unexpected }).toEqual({ kept: sent, missing: [], unexpected: [] });
  });

  it('draws every live tick, on the chart or in its row', async () => {
    const { total, sentOut, missing } = await settledDrawing(line, viewer);
    expect({ total, missing }).toEqual({ total: sentOut, missing: [] });
    expect(sentOut).toBeGreaterThanOrEqual(line.simulator.sentLive());
  });

  it('shows the candles that the kept ticks make', async () => {
    const pair = await shownPair();
    const duration = timeframeDuration((await readDiagnostics(line.panel, 'timeframe')) ?? '1m');
    // The first candle began before the first tick: the broker's own candle completes it.
    const [first, ...rest] = candlesOfTicks(await readTicksOfPair(line.relay, pair), duration);
    const expected = rest.map(({ time, open, high, low, close }) => ({ time, open, high, low, close }));
    const shown = async () =>
      (await readDiagnostics(line.panel, 'candles')).filter(({ time }) => first && time > first.time);
    // The chart is drawn anew a moment after the page's history has been kept.
    await settles(async () => isDeepStrictEqual(await shown(), expected));
    expect(await shown()).toEqual(expected);
    expect(expected.length).toBeGreaterThan(3);
  });

  it('shares the newest ticks of each pair through Redis', async () => {
    const client = new Redis(redis.url);
    try {
      const pair = await shownPair();
      const list = (await client.lrange(`ticks:${pair}`, 0, -1)).map((text) => JSON.parse(text) as object);
      const kept = await readTicksOfPair(line.relay, pair);
      expect(list[0]).toEqual(kept.at(-1));
      expect(Object.keys(list[0] ?? {})).toEqual(['pair', 'price', 'timestamp']);
    } finally {
      client.disconnect();
    }
  });

  it('archives each tick exactly once', async () => {
    const sent = new Set(
      line.simulator.sent().map(({ pair, price, timestamp }) => `${pair}/${timestamp}/${price}`),
    );
    const count = async (): Promise<unknown[]> => {
      const [row] = await supabase.sql(
        'select count(*)::int as all, count(distinct (pair, timestamp, price))::int as different from historical_ticks',
      );
      return [row?.all, row?.different];
    };
    await settles(async () => (await count())[0] === sent.size);
    expect(await count()).toEqual([sent.size, sent.size]);
  });

  it('answers history from the cache as it does from the log', async () => {
    const pair = await shownPair();
    const first = await readCandles(line.relay, pair, '5s');
    const second = await readCandles(line.relay, pair, '5s');
    expect(second.source).toBe('cache');
    expect(second.candles).toEqual(first.candles);
  });

  it('says in the panel why Redis is down', async () => {
    await redis.kill();
    const name = /^Redis is down\. Redis at redis:\/\/127\.0\.0\.1:\d+ cannot be reached; start it/;
    await line.panel.getByRole('img', { name }).waitFor();
  });
});
