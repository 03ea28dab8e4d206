import { io, type Socket } from 'socket.io-client';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { candlesOfTicks } from '../shared/candle-builder.ts';
import type { Tick } from '../shared/tick.ts';
import { milliseconds, seconds } from '../shared/units.ts';
import { recordedFrames, RECORDINGS, recordingsPresent } from '../testing/recordings.ts';
import { fromBrokerTime } from './broker-clock.ts';
import { eventsOfFrames, openRawSocket, type RawSocket } from './raw-page.ts';
import { startSimulator, type Simulator, type SimulatorOptions } from './start-simulator.ts';

const eventually = <T>(condition: () => T | Promise<T>): Promise<T> => vi.waitFor(condition, 15_000);

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const start = async (options: SimulatorOptions = {}): Promise<Simulator> => {
  const simulator = await startSimulator(options);
  closing.push(() => simulator.stop());
  return simulator;
};

const openFeed = (simulator: Simulator): RawSocket => {
  const socket = openRawSocket(simulator.port, 'feed');
  closing.push(() => socket.close());
  return socket;
};

const keyOf = ({ pair, timestamp, price }: Tick): string => `${pair} ${timestamp} ${price}`;
const keys = (ticks: readonly Tick[]): string[] => ticks.map(keyOf);

interface History {
  readonly asset: string;
  readonly period: number;
  readonly history: [number, number][];
  readonly candles: [number, number, number, number, number][];
}

const liveTicks = (frames: readonly (string | Buffer)[]): Tick[] =>
  eventsOfFrames(frames)
    .filter(({ event }) => event === 'updateStream')
    .flatMap(({ payload }) => payload as [string, number, number][])
    .map(([pair, time, price]) => ({ pair, price, timestamp: fromBrokerTime(seconds(time)) }));

const histories = (frames: readonly (string | Buffer)[]): History[] =>
  eventsOfFrames(frames)
    .filter(({ event }) => event === 'updateHistoryNewFast')
    .map(({ payload }) => payload as History);

const historyTicks = (histories: readonly History[]): Tick[] =>
  histories.flatMap(({ asset, history }) =>
    history.map(([time, price]) => ({ pair: asset, price, timestamp: fromBrokerTime(seconds(time)) })),
  );

/** Waits until the socket has as many different ticks as were sent, then answers them. */
const receivedTicks = async (simulator: Simulator, socket: RawSocket): Promise<Set<string>> => {
  const received = (): Set<string> =>
    new Set(keys([...liveTicks(socket.frames), ...historyTicks(histories(socket.frames))]));
  await eventually(() => expect(received().size).toBe(simulator.sent().length));
  return received();
};

const untilLive = (simulator: Simulator, count: number): Promise<void> =>
  eventually(() => expect(simulator.sentLive()).toBeGreaterThanOrEqual(count));

describe('startSimulator on the wire', () => {
  it('sends each tick as a header and one binary frame', async () => {
    const simulator = await start();
    const { frames } = openFeed(simulator);
    await untilLive(simulator, 20);
    simulator.pause();
    await eventually(() => expect(liveTicks(frames)).toHaveLength(simulator.sentLive()));
    expect(frames[0]).toMatch(
      /^0\{"sid":".+","upgrades":\[\],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000\}$/,
    );
    expect(frames[1]).toMatch(/^40\{"sid":".+"\}$/);
    const first = frames.indexOf('451-["updateStream",{"_placeholder":true,"num":0}]');
    const bytes = frames[first + 1];
    expect(Buffer.isBuffer(bytes) && bytes.toString('utf8')).toMatch(
      /^\[\["[^"]+",\d{10}(\.\d{1,3})?,\d+(\.\d+)?\]\]$/,
    );
  });

  it.runIf(recordingsPresent())(
    'opens the feed with the recordings’ frames and shapes, in their order',
    async () => {
      const simulator = await start({ pairs: ['GBPUSD_otc'] });
      const { frames } = openFeed(simulator);
      await untilLive(simulator, 1);
      simulator.pause();
      await eventually(() => expect(liveTicks(frames)).toHaveLength(simulator.sentLive()));
      const recorded = recordedFrames(RECORDINGS[0])
        .filter(({ sock }) => sock === 's4')
        .map(({ data, b64 }) => data ?? Buffer.from(b64 ?? '', 'base64'));

      const headers = (all: readonly (string | Buffer)[]): unknown[] =>
        all.filter(
          (frame) => typeof frame === 'string' && frame.startsWith('45') && !frame.includes('Stream'),
        );
      expect(headers(frames).slice(0, 14)).toEqual(headers(recorded).slice(0, 14));

      const shapes = (all: readonly (string | Buffer)[]): Map<string, unknown> =>
        new Map(eventsOfFrames(all).map(({ event, payload }) => [event, shapeOf(payload)]));
      const ours = shapes(frames);
      for (const [event, shape] of shapes(recorded))
        if (!event.startsWith('signals/update')) expect(ours.get(event), event).toEqual(shape);
    },
  );

  it('writes a raw frame exactly as given, between whole events, and leaves it out of the ledger', async () => {
    const simulator = await start({ ticksPerSecond: 500 });
    const socket = openFeed(simulator);
    const long = 'x'.repeat(70_000);
    await untilLive(simulator, 50);
    const raw = [
      '451-["updateStream",{"_placeholder":true,"num":0}]',
      Buffer.from([4, 0xff, 0, 1]),
      '42[',
      '',
      long,
    ];
    await simulator.emitRaw(...raw);
    await untilLive(simulator, 100);
    simulator.pause();
    const end = await eventually(() => socket.frames.indexOf(long) + 1 || expect.fail('not there yet'));
    expect(socket.frames.slice(end - raw.length, end)).toEqual(raw);
    await eventually(() => {
      const others = [...socket.frames.slice(0, end - raw.length), ...socket.frames.slice(end)];
      expect(liveTicks(others)).toHaveLength(simulator.sentLive());
    });
  });

  it('opens the other sockets as the recordings show them', async () => {
    const simulator = await start();
    const chat = openRawSocket(simulator.port, 'chat');
    const counters = openRawSocket(simulator.port, 'counters');
    closing.push(
      () => chat.close(),
      () => counters.close(),
    );
    await eventually(() =>
      expect(chat.frames.slice(2)).toEqual(['42["user_ready",{}]', '42["chat_room_list",{}]']),
    );
    await eventually(() =>
      expect(counters.frames.slice(2)).toEqual(['42["auth/success"]', '42["counters/all/success",{}]']),
    );
    expect(simulator.sent()).toEqual([]);
  });
});

/** Names and types without values: of an array, of its first and last element. */
const shapeOf = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    if (value.every((element) => typeof element !== 'object'))
      return [...new Set(value.map((element) => typeof element))];
    return value.length > 0 && value.every(Array.isArray)
      ? ['rows', shapeOf(value[0])]
      : [shapeOf(value.at(-1))];
  }
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, shapeOf(part)]));
};

describe('startSimulator’s ledger', () => {
  it.each([
    { ticksPerMinute: 1_000, ticks: 30 },
    { ticksPerSecond: 200, ticks: 300 },
    { ticksPerSecond: 2_000, ticks: 4_000 },
  ])('is what the page received, no more and no less: $ticks ticks', async ({ ticks, ...options }) => {
    const simulator = await start(options);
    const socket = openFeed(simulator);
    await untilLive(simulator, ticks);
    simulator.pause();
    const received = await receivedTicks(simulator, socket);
    expect(received).toEqual(new Set(keys(simulator.sent())));
    expect(liveTicks(socket.frames)).toHaveLength(simulator.sentLive());
    expect(new Set(simulator.sent().map(({ pair, timestamp }) => `${pair} ${timestamp}`)).size).toBe(
      simulator.sent().length,
    );
    expect(
      simulator.sent().every(({ price, timestamp }) => price > 0 && Number.isSafeInteger(timestamp)),
    ).toBe(true);
  });

  it('counts nothing while no page is connected, and each tick once for two', async () => {
    const simulator = await start({ ticksPerSecond: 100 });
    expect(simulator.sent()).toEqual([]);
    const sockets = [openFeed(simulator), openFeed(simulator)] as const;
    await untilLive(simulator, 50);
    simulator.pause();
    await eventually(() => {
      const received = new Set(sockets.flatMap(({ frames }) => keys(liveTicks(frames))));
      expect(received.size).toBe(simulator.sentLive());
    });
  });

  it('stays exact when the sockets are dropped and the page comes back', async () => {
    const simulator = await start({ ticksPerSecond: 4_000 });
    const socket = openFeed(simulator);
    for (const count of [500, 1_500, 2_500, 3_500, 4_500]) {
      await untilLive(simulator, count);
      simulator.disconnectSockets();
    }
    await untilLive(simulator, 5_500);
    simulator.pause();
    expect(await receivedTicks(simulator, socket)).toEqual(new Set(keys(simulator.sent())));
    expect(histories(socket.frames)).toHaveLength(6);
  });

  it('reads the same through a real socket.io client, which reconnects by itself', async () => {
    const simulator = await start({ ticksPerSecond: 200 });
    const client: Socket = io(simulator.url, {
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelay: 10,
    });
    closing.push(() => client.close());
    let received = 0;
    client.on('updateStream', (bytes: Buffer) => {
      received += (JSON.parse(bytes.toString('utf8')) as unknown[]).length;
    });
    await untilLive(simulator, 50);
    simulator.disconnectSockets();
    await untilLive(simulator, 150);
    simulator.pause();
    await eventually(() => expect(received).toBe(simulator.sentLive()));
  });
});

describe('startSimulator’s history', () => {
  it('agrees with the broker’s own candles for every full minute', async () => {
    const simulator = await start({ pairs: ['EURUSD_otc'] });
    const { frames } = openFeed(simulator);
    const history = await eventually(() => histories(frames)[0] ?? expect.fail('no history yet'));
    const ticks = historyTicks([history]);
    const minutes = candlesOfTicks(ticks, milliseconds(60_000)).slice(1, -1);
    const brokers = new Map(
      history.candles.map(([time, ...prices]) => [fromBrokerTime(seconds(time)), prices]),
    );
    expect(minutes.length).toBeGreaterThanOrEqual(8);
    for (const { time, open, close, high, low } of minutes)
      expect(brokers.get(time)).toEqual([open, close, high, low]);
    const times = history.candles.map(([time]) => time);
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    expect(history.candles).toHaveLength(97);
  });

  it('answers a page that changes the pair and pages back', async () => {
    const simulator = await start();
    const socket = openFeed(simulator);
    await eventually(() => expect(histories(socket.frames)).toHaveLength(1));
    socket.send('42["changeSymbol",{"asset":"BTCUSD_otc","period":60}]');
    const history = await eventually(() => histories(socket.frames)[1] ?? expect.fail('no answer yet'));
    expect(history.asset).toBe('BTCUSD_otc');
    const [time] = history.candles.at(-1) ?? [0];
    const request = { asset: 'BTCUSD_otc', index: 7, time, offset: 9_000, period: 60 };
    socket.send(`42${JSON.stringify(['loadHistoryPeriod', request])}`);
    const older = await eventually(() => {
      const answers = eventsOfFrames(socket.frames).filter(({ event }) => event === 'loadHistoryPeriodFast');
      return answers[1]?.payload ?? expect.fail('no answer yet');
    });
    expect(older).toMatchObject({ asset: 'BTCUSD_otc', index: 7, period: 60 });
    const { data } = older as { data: { time: number; close: number }[] };
    expect(data).toHaveLength(150);
    expect(data.at(-1)?.time).toBe(time);
  });

  it('says nothing to senseless requests and goes on', async () => {
    const simulator = await start();
    const socket = openFeed(simulator);
    await eventually(() => expect(histories(socket.frames)).toHaveLength(1));
    for (const request of [null, 7, {}, { asset: 'NOPE', period: 60 }, { asset: 'EURUSD_otc', period: -1 }])
      for (const event of ['changeSymbol', 'loadHistoryPeriod'])
        socket.send(`42${JSON.stringify([event, request])}`);
    socket.send('42["changeSymbol",{"asset":"EURUSD_otc","period":300}]');
    const history = await eventually(() => histories(socket.frames)[1] ?? expect.fail('no answer yet'));
    expect(history).toMatchObject({ asset: 'EURUSD_otc', period: 300 });
  });
});

describe('startSimulator’s options', () => {
  it.each<[SimulatorOptions, string]>([
    [{ pairs: ['no pair'] }, '--pairs'],
    [{ pairs: ['EURUSD_otc', 'EURUSD_otc'] }, 'each only once'],
    [{ pairs: ['EURUSD_otc'], ticksPerSecond: 501 }, '--rate takes up to 30000'],
    [{ ticksPerSecond: 0 }, '--rate'],
    [{ replay: { name: 'rec', folder: '/nowhere' } }, '/nowhere, which is not there'],
  ])('refuses %o with a sentence that says what to do', async (options, sentence) => {
    await expect(startSimulator(options)).rejects.toThrow(sentence);
  });

  it('names the port that is taken', async () => {
    const { port } = await start();
    await expect(startSimulator({ port })).rejects.toThrow(`Port ${port} is taken`);
  });

  it('plays pairs that its list does not have', async () => {
    const simulator = await start({ pairs: ['XYZABC_otc'], ticksPerSecond: 100 });
    openFeed(simulator);
    await untilLive(simulator, 3);
    expect(new Set(simulator.sent().map(({ pair }) => pair))).toEqual(new Set(['XYZABC_otc']));
  });
});
