import { afterAll, beforeAll, expect, test } from 'vitest';
import { MAX_SPANS_PER_MESSAGE } from '../../shared/feed-span.ts';
import type { Candle } from '../../shared/candle.ts';
import type { Tick, TickTuple } from '../../shared/tick.ts';
import { httpRequest } from '../../testing/http-request.ts';
import { startInProcessRelay, type InProcessRelay } from '../../testing/in-process-relay.ts';
import { connectAs } from '../../testing/relay-socket.ts';

const MINUTE_MS = 60_000;
/** A whole minute some minutes ago, so that its candles are ended. */
const START = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS - 10 * MINUTE_MS;

let relay: InProcessRelay;
beforeAll(async () => {
  relay = await startInProcessRelay({ limits: { statusMs: 50, pairsDelayMs: 20 } });
});
afterAll(() => relay.close());

const tuple = (pair: string, price: number, after: number): TickTuple => [
  pair,
  price,
  START + after,
  Date.now(),
];

const ask = async <Answer>(route: string): Promise<Answer> => {
  const headers = { authorization: `Bearer ${relay.ownerToken}` };
  return (await httpRequest(`${relay.url}${route}`, { headers })).json() as Answer;
};

const keptTicks = async (pair: string, more = ''): Promise<[price: number, after: number][]> => {
  const { ticks } = await ask<{ ticks: Tick[] }>(`/api/ticks?pair=${encodeURIComponent(pair)}${more}`);
  return ticks.map(({ price, timestamp }) => [price, timestamp - START]);
};

test('a batch is acked once the log has it, and a repetition as well', async () => {
  const capture = await connectAs(relay, 'capture');
  const ticks = [tuple('ACKED', 1.5, 0), tuple('ACKED', 1.6, 500)];
  capture.send({ type: 'ticks', seq: 7, ticks });
  expect(await capture.take('ack')).toEqual({ type: 'ack', seq: 7 });
  expect(await keptTicks('ACKED')).toEqual([
    [1.5, 0],
    [1.6, 500],
  ]);
  capture.send({ type: 'ticks', seq: 8, ticks });
  expect((await capture.take('ack')).seq).toBe(8);
  expect(await keptTicks('ACKED')).toHaveLength(2);
  await capture.close();
});

test('of a batch with bad ticks the good ones are kept, and it is acked', async () => {
  const capture = await connectAs(relay, 'capture');
  const bad = [null, 'tick', [], tuple('MIXED', -1, 0), ['MIXED', 1, 1.5, 0], tuple('MIXED', 1, 1e12)];
  capture.send({ type: 'ticks', seq: 1, ticks: [...bad, tuple('MIXED', 2, 1_000)] });
  await capture.take('ack');
  expect(await keptTicks('MIXED')).toEqual([[2, 1_000]]);
  await capture.close();
});

test('a viewer gets what it subscribed to, and only that', async () => {
  const [one, all] = [await connectAs(relay, 'view'), await connectAs(relay, 'view')];
  const capture = await connectAs(relay, 'capture');
  one.send({ type: 'subscribe', pairs: ['WANTED'] });
  all.send({ type: 'subscribe', pairs: '*' });
  await Promise.all([one.take('status'), all.take('status')]);
  const [wanted, other] = [tuple('WANTED', 1, 0), tuple('OTHER', 2, 0)];
  capture.send({ type: 'ticks', seq: 1, ticks: [wanted, other] });
  expect((await one.take('ticks')).ticks).toEqual([wanted]);
  expect((await all.take('ticks')).ticks).toEqual([wanted, other]);
  one.send({ type: 'subscribe', pairs: ['OTHER'] });
  // Messages are heard in their order, so the answer says that the new subscription holds.
  one.send({ type: 'history', id: 1, pair: 'OTHER', timeframe: '1m', limit: 1 });
  await one.take('history');
  const next = tuple('OTHER', 2, 1);
  capture.send({ type: 'ticks', seq: 2, ticks: [tuple('WANTED', 1, 1), next] });
  expect((await one.take('ticks')).ticks).toEqual([next]);
  await Promise.all([one.close(), all.close(), capture.close()]);
});

test('a viewer is told of a pair that joins, with the label of the asset list', async () => {
  const [viewer, capture] = [await connectAs(relay, 'view'), await connectAs(relay, 'capture')];
  viewer.send({ type: 'subscribe', pairs: '*' });
  capture.send({
    type: 'assets',
    assets: [{ pair: '#NEW_otc', label: 'New OTC', digits: 2, kind: 'stock', payout: 92, open: true }],
  });
  capture.send({ type: 'ticks', seq: 1, ticks: [tuple('#NEW_otc', 12.34, 0)] });
  const { pairs } = await viewer.take('pairs', (message) =>
    message.pairs.some(({ pair, price }) => pair === '#NEW_otc' && price !== undefined),
  );
  expect(pairs.find(({ pair }) => pair === '#NEW_otc')).toMatchObject({
    label: 'New OTC',
    digits: 2,
    payout: 92,
    price: 12.34,
    timestamp: START,
  });
  expect((await ask<{ pairs: unknown[] }>('/api/pairs')).pairs).toEqual(
    expect.arrayContaining([expect.objectContaining({ pair: '#NEW_otc', label: 'New OTC' })]),
  );
  await Promise.all([viewer.close(), capture.close()]);
});

test('a viewer is told what the page shows, also when it comes later', async () => {
  const [early, capture] = [await connectAs(relay, 'view'), await connectAs(relay, 'capture')];
  early.send({ type: 'subscribe', pairs: '*' });
  await early.take('status');
  capture.send({ type: 'page', pair: 'EURUSD_otc', timeframe: '5m' });
  const page = { type: 'page', pair: 'EURUSD_otc', timeframe: '5m' };
  expect(await early.take('page')).toEqual(page);
  const late = await connectAs(relay, 'view');
  late.send({ type: 'subscribe', pairs: [] });
  expect(await late.take('page')).toEqual(page);
  await Promise.all([early.close(), late.close(), capture.close()]);
});

test('a viewer is told when a capture joins and leaves', async () => {
  const viewer = await connectAs(relay, 'view');
  viewer.send({ type: 'subscribe', pairs: '*' });
  await viewer.take('status', ({ status }) => status.captures === 0);
  const capture = await connectAs(relay, 'capture');
  await viewer.take('status', ({ status }) => status.captures === 1);
  await capture.close();
  await viewer.take('status', ({ status }) => status.captures === 0);
  await viewer.close();
});

test('history answers with the candles of the kept ticks, newest first to be cut, and pages back', async () => {
  const [viewer, capture] = [await connectAs(relay, 'view'), await connectAs(relay, 'capture')];
  const ticks = [1, 2, 3].flatMap((minute) => [
    tuple('CANDLES', minute, minute * MINUTE_MS),
    tuple('CANDLES', minute + 0.5, minute * MINUTE_MS + 30_000),
  ]);
  capture.send({ type: 'ticks', seq: 1, ticks });
  await capture.take('ack');
  const candle = (minute: number): Candle =>
    ({
      time: START + minute * MINUTE_MS,
      open: minute,
      high: minute + 0.5,
      low: minute,
      close: minute + 0.5,
      ticks: 2,
    }) as Candle;
  viewer.send({ type: 'history', id: 5, pair: 'CANDLES', timeframe: '1m', limit: 2 });
  const answer = await viewer.take('history');
  expect(answer).toMatchObject({ id: 5, pair: 'CANDLES', timeframe: '1m', candles: [candle(2), candle(3)] });
  expect(answer.ms).toBeGreaterThanOrEqual(0);
  viewer.send({
    type: 'history',
    id: 6,
    pair: 'CANDLES',
    timeframe: '1m',
    limit: 200,
    before: START + 2 * MINUTE_MS,
  });
  expect((await viewer.take('history')).candles).toEqual([candle(1)]);
  const { candles } = await ask<{ candles: Candle[] }>('/api/candles?pair=CANDLES&timeframe=1m');
  expect(candles).toEqual([candle(1), candle(2), candle(3)]);
  await Promise.all([viewer.close(), capture.close()]);
});

test("the broker's own candles are acked and shown", async () => {
  const [viewer, capture] = [await connectAs(relay, 'view'), await connectAs(relay, 'capture')];
  capture.send({
    type: 'brokerHistory',
    seq: 3,
    pair: 'BROKER',
    duration: MINUTE_MS,
    candles: [[START, 1, 4, 0.5, 2]],
  });
  expect((await capture.take('ack')).seq).toBe(3);
  viewer.send({ type: 'history', id: 1, pair: 'BROKER', timeframe: '1m', limit: 10 });
  expect((await viewer.take('history')).candles).toEqual([
    { time: START, open: 1, high: 4, low: 0.5, close: 2, ticks: 0 },
  ]);
  await Promise.all([viewer.close(), capture.close()]);
});

test('the stretches of a feed are acked, and what lies between them is offered as a gap, however they come', async () => {
  const [viewer, capture] = [await connectAs(relay, 'view'), await connectAs(relay, 'capture')];
  viewer.send({ type: 'subscribe', pairs: '*' });
  const span = (from: number, to: number, pair = 'GAPPED') => [pair, START + from, START + to];
  capture.send({ type: 'ticks', seq: 1, ticks: [tuple('GAPPED', 1, 0), tuple('GAPPED', 2, 3 * MINUTE_MS)] });
  await capture.take('ack', ({ seq }) => seq === 1);
  const untilNow = span(3 * MINUTE_MS, Date.now() - START);
  const bad = [span(2, 1), span(0, 1e12), ['GAP PED', START, START], null];
  capture.send({ type: 'feedSpans', seq: 2, spans: [untilNow, ...bad, span(0, MINUTE_MS)] });
  expect((await capture.take('ack', ({ seq }) => seq === 2)).seq).toBe(2);
  capture.send({ type: 'feedSpans', seq: 3, spans: [span(0, 5_000), span(4_000, MINUTE_MS), untilNow] });
  await capture.take('ack', ({ seq }) => seq === 3);
  const gap = { from: START + MINUTE_MS, to: START + 3 * MINUTE_MS, filled: false };
  const answers = async () => {
    viewer.send({ type: 'history', id: 1, pair: 'GAPPED', timeframe: '1m', limit: 10 });
    const { gaps } = await viewer.take('history');
    const candles = await ask<{ gaps: unknown }>('/api/candles?pair=GAPPED&timeframe=1m');
    return [gaps, candles.gaps, (await ask<{ gaps: unknown }>('/api/gaps?pair=GAPPED')).gaps];
  };
  expect(await answers()).toEqual([[gap], [gap], [gap]]);
  const from = START + 3 * MINUTE_MS;
  expect(await ask(`/api/gaps?pair=GAPPED&from=${from}&to=${from + 1}`)).toEqual({ gaps: [] });

  // The broker's candles fill it; its ticks, which a history payload claims, close it. Viewers are told of both.
  const candles = [1, 2].map((minute) => [START + minute * MINUTE_MS, 1, 1, 1, 1]);
  capture.send({ type: 'brokerHistory', seq: 4, pair: 'GAPPED', duration: MINUTE_MS, candles });
  await viewer.take('historyChanged', ({ pairs }) => pairs.includes('GAPPED'));
  await capture.take('ack', ({ seq }) => seq === 4);
  const filled = { ...gap, filled: true };
  expect(await answers()).toEqual([[filled], [filled], [filled]]);
  capture.send({ type: 'feedSpans', seq: 5, spans: [span(MINUTE_MS, 3 * MINUTE_MS)] });
  await capture.take('ack', ({ seq }) => seq === 5);
  expect(await answers()).toEqual([undefined, [], []]);
  await Promise.all([viewer.close(), capture.close()]);
});

test('a pair without any claim has no gaps, and a message with too many claims is refused', async () => {
  const capture = await connectAs(relay, 'capture');
  capture.send({
    type: 'ticks',
    seq: 1,
    ticks: [tuple('UNCLAIMED', 1, 0), tuple('UNCLAIMED', 2, MINUTE_MS)],
  });
  await capture.take('ack');
  const spans = Array.from({ length: MAX_SPANS_PER_MESSAGE + 1 }, () => ['UNCLAIMED', START, START]);
  capture.send({ type: 'feedSpans', seq: 2, spans });
  capture.send({ type: 'ticks', seq: 3, ticks: [] });
  expect((await capture.take('ack')).seq).toBe(3);
  expect(await ask('/api/gaps?pair=UNCLAIMED')).toEqual({ gaps: [] });
  await capture.close();
});

test('/api/ticks takes from inclusively, to exclusively and a limit', async () => {
  const capture = await connectAs(relay, 'capture');
  capture.send({ type: 'ticks', seq: 1, ticks: [1, 2, 3, 4].map((n) => tuple('#PAGED_otc', n, n)) });
  await capture.take('ack');
  expect(await keptTicks('#PAGED_otc', `&from=${START + 2}&to=${START + 4}`)).toEqual([
    [2, 2],
    [3, 3],
  ]);
  expect(await keptTicks('#PAGED_otc', '&limit=1')).toEqual([[1, 1]]);
  await capture.close();
});

test.each([
  ['/api/ticks', 'The parameter pair has to be '],
  ['/api/ticks?pair=%00', 'The parameter pair has to be '],
  ['/api/ticks?pair=A&limit=1001', 'The parameter limit has to be a whole number from 1 to 1000.'],
  ['/api/ticks?pair=A&from=yesterday', 'The parameter from has to be a UTC time in whole milliseconds.'],
  ['/api/gaps?pair=A&to=-1', 'The parameter to has to be a UTC time in whole milliseconds.'],
  ['/api/candles?pair=A', 'The parameter timeframe has to be one of 1s, 5s'],
  ['/api/candles?pair=A&timeframe=2m', 'The parameter timeframe has to be one of 1s, 5s'],
])('%s is refused with the parameter and what it takes', async (route, message) => {
  const { error } = await ask<{ error: { code: string; message: string } }>(route);
  expect(error.code).toBe('parameter-wrong');
  expect(error.message).toContain(message);
});

test('/metrics counts what was kept and refused', async () => {
  const headers = { authorization: `Bearer ${relay.ownerToken}` };
  const { body } = await httpRequest(`${relay.url}/metrics`, { headers });
  expect(body).toMatch(/^tick_relay_ticks_kept_total [1-9]/m);
  expect(body).toMatch(/^tick_relay_ticks_refused_total\{reason="price"\} [1-9]/m);
});
