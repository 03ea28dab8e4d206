import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FEED_SILENCE_MS } from '../../shared/feed-span.ts';
import { startInProcessRelay, type InProcessRelay } from '../../testing/in-process-relay.ts';
import { readGaps } from '../../testing/relay-api.ts';
import { connectAs, type RelaySocket } from '../../testing/relay-socket.ts';

const PAIR = 'EURUSD_otc';
/** A feed that was last claimed so long ago is down some seconds from now. */
const AGO_MS = FEED_SILENCE_MS - 8_000;
const STRETCH_MS = 60_000;

let dataDir: string;
let relay: InProcessRelay;
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'tick-relay-feed-'));
  relay = await startInProcessRelay({ config: { dataDir } });
});
afterEach(async () => {
  await relay.close();
  rmSync(dataDir, { recursive: true });
});

const restart = async (): Promise<void> => {
  await relay.close();
  relay = await startInProcessRelay({ config: { dataDir } });
};

const watch = async (): Promise<RelaySocket> => {
  const viewer = await connectAs(relay, 'view');
  viewer.send({ type: 'subscribe', pairs: '*' });
  await viewer.take('status');
  return viewer;
};

const claim = async (from: number, to: number): Promise<void> => {
  const capture = await connectAs(relay, 'capture');
  capture.send({ type: 'feedSpans', seq: 1, spans: [[PAIR, from, to]] });
  await capture.take('ack');
  await capture.close();
};

test('a feed that does not come back after a restart of the relay is told to be down, and its gap is kept', async () => {
  const end = Date.now() - AGO_MS;
  await claim(end - STRETCH_MS, end);
  await restart();
  const viewer = await watch();
  expect(await readGaps(relay, PAIR)).toEqual([]);
  expect(await viewer.take('historyChanged')).toEqual({ type: 'historyChanged', pairs: [PAIR] });
  expect(await readGaps(relay, PAIR)).toEqual([{ from: end, filled: false }]);

  await restart();
  expect(await readGaps(relay, PAIR)).toEqual([{ from: end, filled: false }]);
  const back = Date.now();
  await claim(back, back);
  await restart();
  expect(await readGaps(relay, PAIR)).toEqual([{ from: end, to: back, filled: false }]);
});

test('a feed that went on while the relay was away has no gap, and is told down only when its own claims end', async () => {
  const end = Date.now() - AGO_MS;
  await claim(end - STRETCH_MS, end);
  await restart();
  const viewer = await watch();
  // What the capture kept meanwhile: it reaches beyond the moment at which the feed would have been down.
  const newest = end + 2_000;
  await claim(end, newest);
  await viewer.take('historyChanged');
  expect(await readGaps(relay, PAIR)).toEqual([{ from: newest, filled: false }]);
  expect(Date.now()).toBeGreaterThan(newest + FEED_SILENCE_MS);
});
