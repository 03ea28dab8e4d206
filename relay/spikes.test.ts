import { expect, test } from 'vitest';
import { Metrics } from './metrics.ts';
import { Spikes } from './spikes.ts';

test('a spike is counted by stage and told once a minute; what waited in a capture is none', async () => {
  const told: string[] = [];
  const keep = (line: unknown): void => void told.push(String(line));
  const none = (): void => undefined;
  const metrics = new Metrics(new Spikes({ debug: none, info: keep, warn: none, error: none }));
  metrics.observeStage('arrival', 10);
  metrics.observeStage('arrival', 10.6);
  metrics.observeStage('arrival', 40);
  metrics.observeStage('arrival', 3_600_000);
  metrics.observeStage('commit', 60);
  metrics.observeStage('commit', 150);
  expect(told).toEqual([
    "Ticks' way from the page to the relay took 11 ms, more than 10 ms.",
    "The tick log's commit took 150 ms, more than 100 ms.",
  ]);
  const { values } = await metrics.spikes.get();
  expect(values).toEqual([
    { labels: { stage: 'arrival' }, value: 2 },
    { labels: { stage: 'commit' }, value: 1 },
  ]);
  expect(await metrics.registry.metrics()).toContain('tick_relay_stage_seconds_count{stage="arrival"} 4');
});
