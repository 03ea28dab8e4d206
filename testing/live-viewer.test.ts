import { expect, onTestFinished, test } from 'vitest';
import { CaptureClient } from './capture-client.ts';
import { startInProcessRelay } from './in-process-relay.ts';
import { startLiveViewer } from './live-viewer.ts';
import { NumberedTicks } from './numbered-ticks.ts';
import { tickKey } from './ticks.ts';

test('keeps every tick of every pair that comes after its start, in its order', async () => {
  const relay = await startInProcessRelay();
  onTestFinished(() => relay.close());
  const client = new CaptureClient(relay);
  onTestFinished(() => client.close());
  const ticks = new NumberedTicks(['EURUSD_otc', '#AAPL_otc']);
  client.send(ticks.range(0, 10));
  await client.drained();

  const viewer = await startLiveViewer(relay);
  onTestFinished(() => viewer.close());
  expect(viewer.ticks).toEqual([]);
  client.send(ticks.range(10, 30));
  client.send(ticks.range(40, 2));
  const expected = ticks.range(10, 32).map(tickKey);
  await expect.poll(() => viewer.ticks.map(tickKey)).toEqual(expected);
  expect([...viewer.keys()]).toEqual(expected);
  for (const { latency } of viewer.ticks) expect(latency).toBeGreaterThanOrEqual(0);
});
