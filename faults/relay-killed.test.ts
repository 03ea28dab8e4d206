import { expect, onTestFinished, test } from 'vitest';
import { seededRandom } from '../simulator/random.ts';
import { CaptureClient } from '../testing/capture-client.ts';
import { startLoad } from '../testing/capture-load.ts';
import { waitUntil } from '../testing/child-server.ts';
import { rounds } from '../testing/fault-rounds.ts';
import { NumberedTicks } from '../testing/numbered-ticks.ts';
import { readKeptTicks } from '../testing/relay-api.ts';
import { startRelayProcess } from '../testing/relay-process.ts';
import { expectBalanced, expectCandlesOf } from '../testing/sound-relay.ts';
import { tickKey } from '../testing/ticks.ts';

const PAIRS = ['EURUSD_otc', '#AAPL_otc', '100GBP_otc'];
const KILLS = rounds(5, 50);
/** Each life of the relay ends after up to so many acked ticks, and then up to so many ms, at random. */
const ACKS_BEFORE_KILL = 1_500;
const MS_BEFORE_KILL = 30;

test(`a relay killed ${KILLS} times under load keeps what it acked, once`, async () => {
  const seed = Date.now() % 100_000;
  const random = seededRandom(seed);
  const relay = await startRelayProcess();
  onTestFinished(() => relay.stop());
  const ticks = new NumberedTicks(PAIRS);
  const client = new CaptureClient(relay);
  onTestFinished(() => client.close());
  const load = startLoad(client, ticks);
  onTestFinished(() => load.stop());

  for (let kill = 1; kill <= KILLS; kill += 1) {
    const enough = client.acked.size + 1 + Math.floor(random() * ACKS_BEFORE_KILL);
    await waitUntil(
      () => client.acked.size >= enough,
      () => `No acks in life ${kill} of the relay (seed ${seed}): ${relay.output()}`,
      60_000,
    );
    // The moment of the kill must not lean on the ack's own.
    await new Promise((resolve) => setTimeout(resolve, random() * MS_BEFORE_KILL));
    await relay.kill();
    await relay.restart();
  }
  load.stop();
  await client.drained();

  const kept = await readKeptTicks(relay);
  const keys = kept.map(tickKey);
  const unique = new Set(keys);
  // An acked tick is never sent again, so one that the relay lost would be missing here.
  expect(
    [...client.acked].filter((key) => !unique.has(key)),
    `seed ${seed}`,
  ).toEqual([]);
  expect(keys.length, `rows that are there twice (seed ${seed})`).toBe(unique.size);
  expect([...unique].sort()).toEqual(ticks.range(0, load.next).map(tickKey).sort());
  // The kills have to have hit batches under way, or the test has proved nothing.
  expect(client.resent).toBeGreaterThan(0);
  await expectCandlesOf(relay, kept);
  expect((await expectBalanced(relay)).total.kept).toBe(kept.length);
});
