import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { milliseconds } from '../../shared/units.ts';
import { httpRequest } from '../../testing/http-request.ts';
import { startInProcessRelay, type InProcessRelay } from '../../testing/in-process-relay.ts';
import { metricsOf } from '../../testing/prom-expression.ts';
import { startRedis, type RedisServer } from '../../testing/redis-server.ts';
import { connectAs, RelaySocket } from '../../testing/relay-socket.ts';
import { startSupabase, type TestSupabase } from '../../testing/supabase.ts';

interface Metric {
  readonly type: string;
  readonly help: string;
  /** `name{labels}` of each of its lines. */
  readonly series: string[];
}

const PAIRS = 100;
/** Series of one metric without `le`; a label whose values a client can choose would have more. */
const MOST_SERIES = 20;

let redis: RedisServer;
let supabase: TestSupabase;
let relay: InProcessRelay;
let text: string;
const metrics = new Map<string, Metric>();

const readMetrics = async (): Promise<string> => {
  const headers = { authorization: `Bearer ${relay.ownerToken}` };
  return (await httpRequest(`${relay.url}/metrics`, { headers })).body;
};

const labelsOf = (series: string): string[] =>
  [...series.matchAll(/([a-z]+)="/g)].map(([, name = '']) => name);

const work = async (): Promise<void> => {
  const viewer = await connectAs(relay, 'view');
  viewer.send({ type: 'subscribe', pairs: '*' });
  const capture = await connectAs(relay, 'capture');
  const now = Date.now();
  const ticks = Array.from({ length: PAIRS }, (_, n) => [`PAIR${n}_otc`, 1 + n, now, now]);
  capture.send({ type: 'ticks', seq: 1, ticks: [...ticks, ['PAIR1_otc', -1, now, now], 'nonsense'] });
  await capture.take('ack');
  capture.send({ type: 'captureStatus', waiting: 3, dropped: 2 });
  for (let n = 0; n < 5; n += 1) capture.send({ type: `unknown-${n}` });
  viewer.send({ type: 'history', id: 1, pair: 'PAIR1_otc', timeframe: '1m', limit: 10 });
  await viewer.take('history');
  for (let n = 0; n < 30; n += 1) await httpRequest(`${relay.url}/nothing-${n}`);
  await httpRequest(`${relay.url}/api/status`);
  const stranger = new RelaySocket(relay.wsUrl);
  await stranger.opened();
  stranger.send('nonsense');
  await stranger.closed;
  await vi.waitFor(
    async () => {
      const now = await readMetrics();
      expect(now).toContain('tick_relay_archive_upload_seconds_count{outcome="stored"}');
      expect(now).toContain('tick_relay_stage_seconds_count{stage="redis"}');
    },
    { timeout: 60_000, interval: 100 },
  );
};

beforeAll(async () => {
  [redis, supabase] = await Promise.all([startRedis(), startSupabase()]);
  relay = await startInProcessRelay({
    config: { redisUrls: [redis.url], supabase, archiveInterval: milliseconds(200) },
  });
  await work();
  text = await readMetrics();
  for (const [, name = '', help = ''] of text.matchAll(/^# HELP (\S+) (.*)$/gm)) {
    const type = new RegExp(`^# TYPE ${name} (\\w+)$`, 'm').exec(text)?.[1] ?? '';
    const line = new RegExp(
      `^${name}${type === 'histogram' ? '_(?:bucket|sum|count)' : ''}(?:\\{.*?\\})? `,
      'gm',
    );
    metrics.set(name, { type, help, series: text.match(line) ?? [] });
  }
}, 120_000);

afterAll(async () => {
  await relay.close();
  await Promise.all([redis.stop(), supabase.stop()]);
});

test('names, units and help follow the conventions of Prometheus', () => {
  expect(metrics.size).toBeGreaterThan(20);
  for (const [name, { type, help }] of metrics) {
    expect(name).toMatch(/^(tick_relay|process)(_[a-z]+)+$/);
    expect(name.endsWith('_total'), name).toBe(type === 'counter');
    // Base units only, no types in names, and no endings that belong to a histogram's parts.
    expect(name).not.toMatch(
      /_(ms|millis|milliseconds|minutes|hours|days|kb|mb|kilobytes|megabytes|percent)(_|$)/,
    );
    expect(name).not.toMatch(/_(counter|gauge|histogram|summary|count|sum|bucket)(_|$)/);
    if (type === 'histogram') expect(name).toMatch(/_(seconds|bytes)$/);
    expect(help, name).toMatch(/^[A-Z].*\.$/);
  }
});

test('no label has values that a client chooses: 100 pairs, 30 paths and unknown types make few series', () => {
  expect(text).not.toMatch(/PAIR|nothing-|unknown-\d/);
  for (const [name, { series }] of metrics) {
    const apart = new Set(
      series.map((one) => one.replace(/,?le="[^"]*"/, '').replace(/_(bucket|sum|count)(?=[{ ])/, '')),
    );
    expect(apart.size, name).toBeLessThanOrEqual(MOST_SERIES);
  }
});

test.each(['arrival', 'publish', 'commit', 'redis'])(
  'the stage %s is timed once for the batch of 100 ticks',
  (stage) => {
    expect(text).toMatch(new RegExp(`^tick_relay_stage_seconds_count\\{stage="${stage}"\\} 1$`, 'm'));
  },
);

test('a history answer, the outboxes, the disk and the problems are in the figures', () => {
  for (const line of [
    /^tick_relay_history_seconds_count\{source="\w+"\} 1$/m,
    /^tick_relay_outbox_ticks 3$/m,
    /^tick_relay_outbox_dropped_ticks 2$/m,
    /^tick_relay_problem\{part="archive"\} 0$/m,
    /^tick_relay_data_bytes [1-9]/m,
    /^process_resident_memory_bytes [1-9]/m,
    /^tick_relay_connections_refused_total\{reason="not-found"\} 30$/m,
  ]) {
    expect(text).toMatch(line);
  }
});

interface Dashboard {
  readonly panels: readonly {
    readonly title: string;
    readonly targets: readonly { readonly expr: string }[];
  }[];
}

test('every metric and label of the Grafana dashboard is one that this relay shows', () => {
  const file = new URL('../../docs/grafana-dashboard.json', import.meta.url);
  const { panels } = JSON.parse(readFileSync(file, 'utf8')) as Dashboard;
  expect(panels.length).toBeGreaterThan(10);
  for (const { title, targets } of panels) {
    for (const { expr } of targets) {
      const used = metricsOf(expr);
      expect(used, `${title}: ${expr}`).toHaveLength(1);
      for (const { name, labels } of used) {
        const metric = metrics.get(name.replace(/_bucket$/, ''));
        expect(metric, `${title}: ${name}`).toBeDefined();
        expect(metric?.type === 'histogram', `${title}: ${name}`).toBe(name.endsWith('_bucket'));
        expect(/rate\(|increase\(/.test(expr), `${title}: ${expr}`).toBe(metric?.type !== 'gauge');
        // A metric with labels has no line before it has counted.
        const [series] = metric?.series ?? [];
        if (series !== undefined)
          expect(labelsOf(series), `${title}: ${expr}`).toEqual(expect.arrayContaining([...labels]));
      }
    }
  }
});

test('the check of a dashboard notices what is wrong', () => {
  expect(metricsOf('sum by (le, role) (rate(tick_relay_x_bucket[$__rate_interval]))')).toEqual([
    { name: 'tick_relay_x_bucket', labels: ['le', 'role'] },
  ]);
  expect(() => metricsOf('sum(rate(tick_relay_x[1m])')).toThrow(/No PromQL/);
});
