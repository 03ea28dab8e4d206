import { expect, onTestFinished, test } from 'vitest';
import { closedCandlesOf } from '../testing/closed-candles.ts';
import { MAX_CANDLES } from '../shared/protocol.ts';
import type { TickTuple } from '../shared/tick.ts';
import { timeframeDuration } from '../shared/timeframe.ts';
import { CaptureClient } from '../testing/capture-client.ts';
import { startLoad } from '../testing/capture-load.ts';
import { startLiveViewer } from '../testing/live-viewer.ts';
import { NumberedTicks } from '../testing/numbered-ticks.ts';
import { quantile } from '../shared/quantile.ts';
import { connectAs, keepAwake } from '../testing/relay-socket.ts';
import { startRelayProcess, type RelayProcess } from '../testing/relay-process.ts';
import { residentMb } from '../testing/resident-memory.ts';

const PAIRS = ['EURUSD_otc', '#AAPL_otc'];
/** 20,000 ticks a second, some 20 times a full watchlist: what is not read must become megabytes soon. */
const PACE = { size: 200, everyMs: 10 };
/**
 * Ticks of the two phases that are compared. Under this load the relay's memory grows by 40 MB over the first 600,000
 * (and no more then), and its garbage goes up and down by 15 MB: each has to be long enough for the peak of that.
 */
const TICKS_BEFORE = 700_000;
const TICKS_DURING = 100_000;
const GROWTH_MB = 20;
const TWO_DAYS_MS = 2 * 86_400_000;

const behind = async ({ url, ownerToken }: RelayProcess): Promise<number> => {
  const response = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${ownerToken}` } });
  const line = /^tick_relay_connections_behind_total\{role="view"\} (\d+)/m.exec(await response.text());
  return Number(line?.[1] ?? 0);
};

test('a viewer that stops reading holds up nobody and is brought up to date where it reads again', async () => {
  const relay = await startRelayProcess();
  onTestFinished(() => relay.stop());
  const quick = await startLiveViewer(relay);
  onTestFinished(() => quick.close());
  const slow = await connectAs(relay, 'view');
  onTestFinished(() => slow.close());
  keepAwake(slow);
  let newestSeen = 0;
  slow.socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString()) as { type: string; ticks?: TickTuple[] };
    for (const [, , timestamp] of message.ticks ?? []) newestSeen = Math.max(newestSeen, timestamp);
  });
  slow.send({ type: 'subscribe', pairs: '*' });
  await slow.take('status');
  const client = new CaptureClient(relay);
  onTestFinished(() => client.close());
  const ticks = new NumberedTicks(PAIRS, Math.floor(Date.now() / 60_000) * 60_000 - TWO_DAYS_MS);
  const load = startLoad(client, ticks, PACE);
  onTestFinished(() => load.stop());

  /** The p99 of the other viewer and the relay's most memory over so many ticks. */
  const measure = async (count: number): Promise<{ p99: number; mb: number }> => {
    const from = quick.ticks.length;
    let mb = 0;
    const isOver = (): boolean => {
      mb = Math.max(mb, residentMb(relay.pid));
      return quick.ticks.length >= from + count;
    };
    await expect.poll(isOver, { timeout: 120_000, interval: 100 }).toBe(true);
    return {
      p99: quantile(
        quick.ticks.slice(from).map(({ latency }) => latency),
        0.99,
      ),
      mb,
    };
  };

  const before = await measure(TICKS_BEFORE);
  slow.socket.pause();
  await expect.poll(() => behind(relay), { timeout: 120_000 }).toBe(1);
  const during = await measure(TICKS_DURING);

  slow.socket.resume();
  const { pairs } = await slow.take('historyChanged');
  expect([...pairs].sort()).toEqual([...PAIRS].sort());
  const told = await slow.take('pairs', (message) => message.pairs.length === PAIRS.length);
  expect(told.pairs.every(({ price }) => price !== undefined)).toBe(true);
  // Live goes on as well, on the same connection.
  const later = ticks.at(load.next).timestamp;
  await expect.poll(() => newestSeen, { timeout: 60_000 }).toBeGreaterThanOrEqual(later);
  load.stop();
  await client.drained();
  for (const [id, pair] of PAIRS.entries()) {
    slow.send({ type: 'history', id, pair, timeframe: '1m', limit: MAX_CANDLES });
    const { candles } = await slow.take('history', (answer) => answer.id === id);
    const own = ticks.range(0, load.next).filter((tick) => tick.pair === pair);
    expect(candles).toEqual(closedCandlesOf(own, timeframeDuration('1m')));
  }
  expect(slow.socket.readyState).toBe(slow.socket.OPEN);

  expect(during.mb - before.mb).toBeLessThan(GROWTH_MB);
  // "Does not move", with room for what else the machine does; a relay that waits for the slow one takes seconds.
  expect(during.p99).toBeLessThan(100 + 4 * before.p99);
});
