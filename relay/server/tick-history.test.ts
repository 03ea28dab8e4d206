import { afterAll, beforeAll, expect, test } from 'vitest';
import { MAX_HISTORY_TICKS } from '../../shared/protocol.ts';
import { startInProcessRelay, type InProcessRelay } from '../../testing/in-process-relay.ts';
import { connectAs, type RelaySocket } from '../../testing/relay-socket.ts';

const MINUTE_MS = 60_000;
const START = Date.now() - 10 * MINUTE_MS;

let relay: InProcessRelay;
let capture: RelaySocket;
let viewer: RelaySocket;
beforeAll(async () => {
  relay = await startInProcessRelay();
  capture = await connectAs(relay, 'capture');
  viewer = await connectAs(relay, 'view');
});
afterAll(async () => {
  await Promise.all([capture.close(), viewer.close()]);
  await relay.close();
});

const keep = async (pair: string, ...ticks: [price: number, after: number][]): Promise<void> => {
  const tuples = ticks.map(([price, after]) => [pair, price, START + after, Date.now()]);
  capture.send({ type: 'ticks', seq: 1, ticks: tuples });
  await capture.take('ack');
};

test('a viewer is answered with single ticks, the newest of the log, and pages back', async () => {
  await keep('TICKED', [1.1, 0], [1.3, 250], [1.2, 250], [1.4, 990]);
  viewer.send({ type: 'tickHistory', id: 7, pair: 'TICKED', limit: 3 });
  const answer = await viewer.take('tickHistory');
  expect(answer).toMatchObject({
    id: 7,
    pair: 'TICKED',
    ticks: [
      [1.2, START + 250],
      [1.3, START + 250],
      [1.4, START + 990],
    ],
  });
  expect(answer.gaps).toBeUndefined();
  viewer.send({ type: 'tickHistory', id: 8, pair: 'TICKED', limit: 3, before: START + 250 });
  expect((await viewer.take('tickHistory')).ticks).toEqual([[1.1, START]]);
});

test('of ticks the candles of the broker fill no gap', async () => {
  await keep('GAPPED', [1, 0], [2, 3 * MINUTE_MS]);
  const spans = [
    ['GAPPED', START, START + 1_000],
    ['GAPPED', START + 3 * MINUTE_MS, Date.now()],
  ];
  capture.send({ type: 'feedSpans', seq: 2, spans });
  await capture.take('ack');
  const minute = Math.floor(START / MINUTE_MS) * MINUTE_MS;
  const candles = [0, 1, 2, 3].map((index) => [minute + index * MINUTE_MS, 1, 1, 1, 1]);
  capture.send({ type: 'brokerHistory', seq: 3, pair: 'GAPPED', duration: MINUTE_MS, candles });
  await capture.take('ack');
  const gap = { from: START + 1_000, to: START + 3 * MINUTE_MS };
  viewer.send({ type: 'tickHistory', id: 1, pair: 'GAPPED', limit: 10 });
  expect((await viewer.take('tickHistory')).gaps).toEqual([{ ...gap, filled: false }]);
  viewer.send({ type: 'history', id: 2, pair: 'GAPPED', timeframe: '1m', limit: 10 });
  expect((await viewer.take('history')).gaps).toEqual([{ ...gap, filled: true }]);
});

test('of a pair that the log does not know there are none', async () => {
  viewer.send({ type: 'tickHistory', id: 3, pair: 'UNHEARD', limit: MAX_HISTORY_TICKS });
  expect((await viewer.take('tickHistory')).ticks).toEqual([]);
});

test('more than an answer holds is refused, and the viewer goes on', async () => {
  await keep('MANY', [1, 0]);
  viewer.send({ type: 'tickHistory', id: 4, pair: 'MANY', limit: MAX_HISTORY_TICKS + 1 });
  viewer.send({ type: 'tickHistory', id: 5, pair: 'MANY', limit: MAX_HISTORY_TICKS });
  expect((await viewer.take('tickHistory')).id).toBe(5);
});
