import { expect, onTestFinished, test } from 'vitest';
import { CaptureClient, type CaptureClientOptions } from './capture-client.ts';
import { startLoad } from './capture-load.ts';
import { startInProcessRelay } from './in-process-relay.ts';
import { NumberedTicks } from './numbered-ticks.ts';
import { readKeptTicks } from './relay-api.ts';
import { startRelayProcess, type RelayProcess } from './relay-process.ts';
import type { RelayAddress } from './relay-socket.ts';
import { tickKey } from './ticks.ts';

const ticks = new NumberedTicks(['EURUSD_otc', '#AAPL_otc']);
const keys = (from: number, count: number): string[] => ticks.range(from, count).map(tickKey).sort();

const connect = (relay: RelayAddress, options?: CaptureClientOptions): CaptureClient => {
  const client = new CaptureClient(relay, options);
  onTestFinished(() => client.close());
  return client;
};

/** Dies once, when it has committed its first batch and not yet acked it. */
const startMortalRelay = async (): Promise<RelayProcess> => {
  const relay = await startRelayProcess({
    code: 'source',
    env: { TICK_RELAY_CRASH_AT: 'after-commit:1' },
  });
  onTestFinished(() => relay.stop());
  return relay;
};

test('sends again after a lost connection what has no ack, and all is kept once', async () => {
  const relay = await startMortalRelay();
  const client = connect(relay);
  client.send(ticks.range(0, 20));
  expect(await relay.ended()).toBe('SIGKILL');
  client.send(ticks.range(20, 10));
  expect(client.unacked).toBe(30);
  expect(client.acked.size).toBe(0);

  await relay.restart({ TICK_RELAY_CRASH_AT: '' });
  await client.drained();
  expect(client.resent).toBe(1);
  expect([...client.acked].sort()).toEqual(keys(0, 30));
  expect((await readKeptTicks(relay)).map(tickKey).sort()).toEqual(keys(0, 30));
});

test('connects again only when it is told to, where it does not reconnect', async () => {
  const relay = await startMortalRelay();
  const client = connect(relay, { reconnects: false });
  client.send(ticks.range(0, 20));
  expect(await relay.ended()).toBe('SIGKILL');
  await expect(client.drained()).rejects.toThrow('ended while 20 ticks waited');
  await relay.restart({ TICK_RELAY_CRASH_AT: '' });
  await expect(client.drained()).rejects.toThrow('ended while 20 ticks waited');

  client.connect();
  await client.drained();
  expect([...client.acked].sort()).toEqual(keys(0, 20));
  expect(client.resent).toBe(1);
});

test.each([{ size: 7 }, { ticksPerSecond: 2_000 }])('a load of %o is acked in full', async (pace) => {
  const relay = await startInProcessRelay();
  onTestFinished(() => relay.close());
  const client = connect(relay);
  const load = startLoad(client, ticks, { ...pace, from: 5 });
  onTestFinished(() => load.stop());
  await expect.poll(() => client.acked.size).toBeGreaterThan(300);
  load.stop();
  await client.drained();
  expect([...client.acked].sort()).toEqual(keys(5, load.next - 5));
  expect(client.resent).toBe(0);
});
