import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Tick } from '../shared/tick.ts';
import { seconds } from '../shared/units.ts';
import { recordedFrames, RECORDINGS, recordingsPresent } from '../testing/recordings.ts';
import { fromBrokerTime } from './broker-clock.ts';
import { eventsOfFrames, openRawSocket, type RawSocket, type ReceivedEvent } from './raw-page.ts';
import { startSimulator, type Simulator } from './start-simulator.ts';

const MINUTE_MS = 60_000;
const FAST = 100;

const eventually = <T>(condition: () => T | Promise<T>): Promise<T> => vi.waitFor(condition, 15_000);

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

interface Played {
  readonly simulator: Simulator;
  readonly feed: RawSocket;
  readonly chat: RawSocket;
  readonly counters: RawSocket;
}

const play = async (name: string, speed: number, folder?: string): Promise<Played> => {
  const simulator = await startSimulator({ replay: { name, speed, ...(folder && { folder }) } });
  closing.push(() => simulator.stop());
  const open = (channel: 'feed' | 'chat' | 'counters'): RawSocket => {
    const socket = openRawSocket(simulator.port, channel);
    closing.push(() => socket.close());
    return socket;
  };
  const played = { simulator, chat: open('chat'), counters: open('counters'), feed: open('feed') };
  await simulator.whenFinished();
  return played;
};

const isHandshake = (frame: string | Buffer): boolean =>
  typeof frame === 'string' && (/^(0|40)\{/.test(frame) || frame === '2');

const ticksOf = (events: readonly ReceivedEvent[]): Tick[] =>
  events.flatMap(({ event, payload }) => {
    if (event === 'updateStream')
      return (payload as [string, number, number][]).map(([pair, time, price]) => tick(pair, time, price));
    if (event !== 'updateHistoryNewFast') return [];
    const { asset, history } = payload as { asset: string; history: [number, number][] };
    return history.map(([time, price]) => tick(asset, time, price));
  });

const tick = (pair: string, time: number, price: number): Tick => ({
  pair,
  price,
  timestamp: fromBrokerTime(seconds(time)),
});

/** The recorded feed: the page's first socket and, after its reload, the second, one after the other. */
const recordedFeed = (name: string): (string | Buffer)[] => {
  const frames = recordedFrames(name);
  const others = new Set(
    frames.filter(({ data }) => /chat_room_list|auth\/success/.test(data ?? '')).map(({ sock }) => sock),
  );
  return frames
    .filter(({ sock }) => !others.has(sock))
    .map(({ data, b64 }) => data ?? Buffer.from(b64 ?? '', 'base64'))
    .filter((frame) => !isHandshake(frame));
};

describe.runIf(recordingsPresent())('a replayed recording', () => {
  it.each(RECORDINGS)('sends every frame of %s in order, moved by whole minutes', async (name) => {
    const { simulator, feed, chat, counters } = await play(name, FAST);
    const recorded = recordedFeed(name);
    const received = (): (string | Buffer)[] => feed.frames.filter((frame) => !isHandshake(frame));
    await eventually(() => expect(received()).toHaveLength(recorded.length));

    const text = (frames: readonly (string | Buffer)[]): unknown[] =>
      frames.map((frame) => (typeof frame === 'string' ? frame : 'attachment'));
    expect(text(received())).toEqual(text(recorded));

    const before = ticksOf(eventsOfFrames(recorded));
    const after = ticksOf(eventsOfFrames(received()));
    const shift = (after[0]?.timestamp ?? 0) - (before[0]?.timestamp ?? 0);
    expect(shift % MINUTE_MS).toBe(0);
    expect(after).toEqual(before.map((old) => ({ ...old, timestamp: old.timestamp + shift })));
    expect(Math.max(...after.map(({ timestamp }) => timestamp))).toBeLessThanOrEqual(Date.now());
    expect(Math.max(...after.map(({ timestamp }) => timestamp))).toBeGreaterThan(Date.now() - 2 * MINUTE_MS);

    const key = ({ pair, timestamp, price }: Tick): string => `${pair} ${timestamp} ${price}`;
    expect(simulator.sent().map(key).toSorted()).toEqual([...new Set(after.map(key))].toSorted());

    const side = (socket: RawSocket): unknown[] => socket.frames.filter((frame) => !isHandshake(frame));
    expect(side(chat).slice(0, 2)).toEqual(['42["user_ready",{}]', '42["chat_room_list",{}]']);
    expect(side(counters)).toEqual(['42["auth/success"]', '42["counters/all/success",{}]']);
  });

  it.each(RECORDINGS)('moves the candles of %s with the ticks and leaves the rest alone', async (name) => {
    const { feed } = await play(name, FAST);
    const recorded = eventsOfFrames(recordedFeed(name));
    const received = (): ReceivedEvent[] => eventsOfFrames(feed.frames);
    await eventually(() => expect(received()).toHaveLength(recorded.length));
    const events = received();
    const shift = ((ticksOf(events)[0]?.timestamp ?? 0) - (ticksOf(recorded)[0]?.timestamp ?? 0)) / 1_000;
    recorded.forEach(({ event, payload }, index) => {
      const sent = events[index]?.payload;
      if (event === 'updateHistoryNewFast') {
        const { candles } = payload as { candles: [number, ...number[]][] };
        const moved = candles.map(([time, ...prices]) => [time + shift, ...prices]);
        expect((sent as { candles: unknown }).candles).toEqual(moved);
      } else if (event === 'loadHistoryPeriodFast') {
        const old = payload as { index: number; data: { time: number }[] };
        const data = old.data.map((candle) => ({ ...candle, time: candle.time + shift }));
        expect(sent).toEqual({ ...old, index: old.index + shift * 100, data });
      } else if (event !== 'updateStream') expect(sent).toEqual(payload);
    });
  });
});

describe('a replay', () => {
  const feedFrame = (i: number, sock: string, time: number): string[] => [
    JSON.stringify({ i, sock, op: 1, data: '451-["updateStream",{"_placeholder":true,"num":0}]' }),
    JSON.stringify({
      i: i + 1,
      sock,
      op: 2,
      b64: Buffer.from(JSON.stringify([['EURUSD_otc', time, 1.1]])).toString('base64'),
    }),
  ];

  const recording = (lines: readonly string[]): string => {
    const folder = mkdtempSync(join(tmpdir(), 'recording-'));
    writeFileSync(join(folder, 'own.jsonl'), lines.join('\n'));
    return folder;
  };

  it('opens the feed anew where the recorded page was reloaded', async () => {
    const lone = JSON.stringify({
      i: 2,
      sock: 'a',
      op: 1,
      data: '451-["updateStream",{"_placeholder":true,"num":0}]',
    });
    const folder = recording([
      ...feedFrame(0, 'a', 1_756_687_630.382),
      lone,
      ...feedFrame(3, 'b', 1_756_687_630.9),
    ]);
    const { feed, simulator } = await play('own', 1, folder);
    await eventually(() => expect(ticksOf(eventsOfFrames(feed.frames))).toHaveLength(2));
    const handshakes = feed.frames.filter((frame) => typeof frame === 'string' && frame.startsWith('0{'));
    expect(handshakes).toHaveLength(2);
    expect(feed.frames.filter((frame) => typeof frame === 'string' && frame.startsWith('451-'))).toHaveLength(
      3,
    );
    expect(simulator.sentLive()).toBe(2);
  });

  it('waits while paused and loses nothing when its sockets are dropped', async () => {
    const times = Array.from({ length: 20 }, (_, index) => 1_756_687_630.382 + index / 4);
    const folder = recording(times.flatMap((time, index) => feedFrame(2 * index, 'a', time)));
    const simulator = await startSimulator({ replay: { name: 'own', speed: 10, folder } });
    closing.push(() => simulator.stop());
    const feed = openRawSocket(simulator.port, 'feed');
    closing.push(() => feed.close());
    await eventually(() => expect(simulator.sentLive()).toBeGreaterThan(3));
    simulator.pause();
    simulator.disconnectSockets();
    simulator.resume();
    await simulator.whenFinished();
    await eventually(() => expect(ticksOf(eventsOfFrames(feed.frames))).toHaveLength(times.length));
    expect(simulator.sentLive()).toBe(times.length);
  });

  it.each([0.5, 101, Number.NaN])('refuses speed %f', async (speed) => {
    const folder = recording(feedFrame(0, 'a', 1_756_687_630.382));
    await expect(startSimulator({ replay: { name: 'own', speed, folder } })).rejects.toThrow(
      '--speed takes 1 to 100',
    );
  });

  it('names the recording that is not there, and the one without ticks', async () => {
    const folder = recording(['{"i":0,"sock":"a","op":1,"data":"42[\\"user_ready\\",{}]"}']);
    await expect(startSimulator({ replay: { name: 'other', folder } })).rejects.toThrow('no recording other');
    await expect(startSimulator({ replay: { name: 'own', folder } })).rejects.toThrow('nothing to replay');
  });
});
