import { Redis } from 'ioredis';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { RelayReport } from '../relay/server/relay-report.ts';
import { waitUntil } from '../testing/child-server.ts';
import { rounds } from '../testing/fault-rounds.ts';
import { freePort } from '../testing/free-port.ts';
import type { SeenTick } from '../testing/live-viewer.ts';
import { quantile } from '../shared/quantile.ts';
import { startRedisBench, type RedisBench } from '../testing/redis-bench.ts';
import { startRedisProxy } from '../testing/redis-proxy.ts';
import { startRedis, type RedisServer, type RedisServerOptions } from '../testing/redis-server.ts';
import { askRelay } from '../testing/relay-api.ts';
import { connectAs } from '../testing/relay-socket.ts';

/** Ticks that the viewer sees before a fault, and while it lasts. */
const WATCHED = 300;
/** The promise: so long after the return lists, cache and subscriptions are right again. */
const RIGHT_WITHIN_MS = 2_000;
/** The promise is that a loss delays no live tick by more than this. */
const LIVE_MS = 100;

const start = async (options: RedisServerOptions = {}): Promise<RedisServer> => {
  const server = await startRedis(options);
  onTestFinished(() => server.kill());
  return server;
};

const tell = async (url: string, ...command: [string, ...string[]]): Promise<void> => {
  const redis = new Redis(url);
  await redis.call(...command);
  redis.disconnect();
};

/** What a fault needs: where the relay looks for Redis, how it comes and how it goes. */
interface Fault {
  /** The relay's REDIS_URL. */
  readonly relayUrl: string;
  readonly strike: () => Promise<unknown>;
  /** Makes Redis well again. */
  readonly mend: () => Promise<unknown>;
  /** Where the test itself looks at the mended Redis. */
  readonly url: string;
  /** Redis does not work from the relay's start on. */
  readonly fromTheStart?: boolean;
}

interface Case {
  readonly name: string;
  readonly prepare: () => Promise<Fault>;
  /** What the relay has to say while it lasts. */
  readonly sentence: RegExp;
  /** The sentence tells of the return as well. */
  readonly isWholeStory?: boolean;
  /** It is over before anybody could ask for the status, which names what is wrong now. */
  readonly isMoment?: boolean;
}

const killedOnPort = (server: RedisServer, options: RedisServerOptions = {}): Fault => ({
  relayUrl: server.url,
  url: server.url,
  strike: () => server.kill(),
  mend: () => start({ ...options, port: server.port }),
});

const CONFIGLESS = { args: ['--rename-command', 'CONFIG', ''] };

const CASES: readonly Case[] = [
  {
    name: 'refused at start',
    prepare: async () => {
      const port = await freePort();
      const url = `redis://127.0.0.1:${port}`;
      return {
        relayUrl: url,
        url,
        fromTheStart: true,
        strike: () => Promise.resolve(),
        mend: () => start({ port }),
      };
    },
    sentence: /cannot be reached; start it, or correct or remove REDIS_URL\. The relay goes on without it/,
  },
  {
    name: 'killed',
    prepare: async () => killedOnPort(await start()),
    sentence: /cannot be reached; .* The relay goes on without it/,
  },
  {
    name: 'a managed server without CONFIG, killed',
    prepare: async () => killedOnPort(await start(CONFIGLESS), CONFIGLESS),
    sentence: /cannot be reached; .* The relay goes on without it/,
  },
  {
    name: 'restarted empty',
    prepare: async () => {
      const server = await start();
      const restart = async (): Promise<void> => {
        await server.stop();
        await start({ port: server.port });
      };
      return { relayUrl: server.url, url: server.url, strike: restart, mend: () => Promise.resolve() };
    },
    sentence: /broke off and is there again; the relay has gone on without it|cannot be reached; .* goes on/,
    isWholeStory: true,
    isMoment: true,
  },
  {
    name: 'emptied by FLUSHALL',
    prepare: async () => {
      const { url } = await start();
      return { relayUrl: url, url, strike: () => tell(url, 'FLUSHALL'), mend: () => Promise.resolve() };
    },
    sentence: /Something else than the relay has emptied or shortened lists in Redis .* fills them again/,
    isWholeStory: true,
    isMoment: true,
  },
  {
    name: 'made a read-only replica of another server',
    prepare: async () => {
      const [{ url }, other] = [await start(), await start()];
      return {
        relayUrl: url,
        url,
        strike: () => tell(url, 'REPLICAOF', '127.0.0.1', String(other.port)),
        mend: () => tell(url, 'REPLICAOF', 'NO', 'ONE'),
      };
    },
    sentence: /is a read-only replica; .* The relay goes on without it/,
  },
  {
    name: 'out of memory',
    prepare: async () => {
      const { url } = await start();
      return {
        relayUrl: url,
        url,
        strike: () => tell(url, 'CONFIG', 'SET', 'maxmemory', '1'),
        mend: () => tell(url, 'CONFIG', 'SET', 'maxmemory', '0'),
      };
    },
    sentence: /is out of memory; .* The relay goes on without it/,
  },
  {
    name: 'out of memory from the start',
    prepare: async () => {
      const { url } = await start({ args: ['--maxmemory', '1'] });
      return {
        relayUrl: url,
        url,
        fromTheStart: true,
        strike: () => Promise.resolve(),
        mend: () => tell(url, 'CONFIG', 'SET', 'maxmemory', '0'),
      };
    },
    sentence: /is out of memory; .* The relay goes on without it/,
  },
  {
    name: 'slow, 200 ms a command',
    prepare: async () => {
      const { url, port } = await start();
      const proxy = await startRedisProxy(port);
      onTestFinished(() => proxy.stop());
      const setDelay = (ms: number) => (): Promise<void> => {
        proxy.delayMs = ms;
        return Promise.resolve();
      };
      return { relayUrl: proxy.url, url, strike: setDelay(200), mend: setDelay(0) };
    },
    sentence: /answers slowly; .* The relay goes on without waiting for it/,
    isWholeStory: true,
  },
  {
    name: 'asking for another password than REDIS_URL has',
    prepare: async () => {
      const { port } = await start({ password: 'another' });
      return {
        relayUrl: `redis://:mine@127.0.0.1:${port}`,
        url: `redis://:mine@127.0.0.1:${port}`,
        fromTheStart: true,
        strike: () => Promise.resolve(),
        mend: () => tell(`redis://:another@127.0.0.1:${port}`, 'CONFIG', 'SET', 'requirepass', 'mine'),
      };
    },
    sentence: /refuses the user name or password in REDIS_URL; .* The relay goes on without it/,
  },
];

const latencies = (ticks: readonly SeenTick[]): number[] => ticks.map(({ latency }) => latency);

/**
 * None late because of Redis: the bound is the promise, or what this machine needed just before where that was
 * worse. The worst tick has room for a process that the machine did not let run, and would not pass a relay that
 * waits for Redis' time-outs (seconds) or answers (200 ms and more a command).
 */
const expectLive = (before: readonly SeenTick[], after: readonly SeenTick[]): void => {
  expect(quantile(latencies(after), 0.5)).toBeLessThan(
    Math.max(LIVE_MS, 3 * quantile(latencies(before), 0.5)),
  );
  expect(Math.max(...latencies(after))).toBeLessThan(1_500 + 2 * Math.max(...latencies(before)));
};

const statusOf = async ({ relay }: RedisBench): Promise<RelayReport['redis']> =>
  (await askRelay<RelayReport>(relay, '/api/status')).redis;

/** What is wrong with Redis is told to who asks the relay and to who watches it, as the log tells it. */
const expectStatusToName = async (bench: RedisBench, sentence: RegExp): Promise<void> => {
  await expect.poll(async () => (await statusOf(bench)).problem ?? '').toMatch(sentence);
  const viewer = await connectAs(bench.relay, 'view');
  viewer.send({ type: 'subscribe', pairs: [] });
  await viewer.take('status', ({ status }) => sentence.test(status.redis.problem ?? ''));
  await viewer.close();
};

describe('Redis', () => {
  test.each(CASES)(
    '$name: live goes on, and all is right after the return',
    async ({ prepare, sentence, isWholeStory = false, isMoment = false }) => {
      const fault = await prepare();
      const bench = await startRedisBench(fault.relayUrl);
      bench.follow(fault.url);
      await bench.askCandles();
      if (!fault.fromTheStart) await expect.poll(() => statusOf(bench)).toEqual({ state: 'up' });
      await bench.sees(WATCHED);

      const struckAt = bench.viewer.ticks.length;
      await fault.strike();
      await bench.sees(WATCHED);
      await waitUntil(
        () => sentence.test(bench.relay.output()),
        () => `The relay did not say what is wrong: ${bench.relay.output()}`,
      );
      await bench.askCandles();
      if (!isMoment) await expectStatusToName(bench, sentence);

      await fault.mend();
      await bench.expectRightSoon(fault.url, RIGHT_WITHIN_MS);
      await expect.poll(() => statusOf(bench)).toEqual({ state: 'up' });
      if (!isWholeStory) {
        await expect.poll(() => bench.relay.output()).toContain('Redis is back, and its lists are refilled.');
      }

      await bench.expectNothingLost();
      expectLive(bench.viewer.ticks.slice(0, struckAt), bench.viewer.ticks.slice(struckAt));
    },
  );
});

const KILLS = rounds(4, 20);

test(`Redis killed ${KILLS} times under load: a viewer's candles are those of the log`, async () => {
  let server = await start();
  const bench = await startRedisBench(server.url);
  bench.follow(server.url);
  await bench.askCandles();
  for (let kill = 0; kill < KILLS; kill += 1) {
    await bench.sees(WATCHED);
    await server.kill();
    await bench.sees(WATCHED);
    server = await start({ port: server.port });
  }
  await bench.expectRightSoon(server.url, RIGHT_WITHIN_MS);
  await bench.expectNothingLost();
});
