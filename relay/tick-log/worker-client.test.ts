import { expect, test } from 'vitest';
import { temporaryDataDir } from '../../testing/tick-log.ts';
import { ticksOf } from '../../testing/ticks.ts';
import { packTicks } from './packed-ticks.ts';
import { startWorker } from './start-worker.ts';
import { WorkerClient } from './worker-client.ts';

test('a worker that stops unexpectedly rejects what waits for it and every later call', async () => {
  const worker = startWorker({ dataDir: temporaryDataDir() });
  const { client } = await WorkerClient.start(worker);
  const calls = Array.from({ length: 200 }, (_, index) =>
    client.call('append', [[packTicks(ticksOf('EURUSD_otc', 1_000, 500, index * 1_000))]]),
  );
  const settled = Promise.allSettled(calls);
  await worker.terminate();
  const rejected = (await settled).filter(({ status }) => status === 'rejected');
  expect(rejected.length).toBeGreaterThan(0);
  await expect(client.call('counts', [])).rejects.toThrow(
    /worker thread stopped unexpectedly.*restart the relay/,
  );
  await client.close();
});
