import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { milliseconds } from '../../../shared/units.ts';
import type { BrokerDecoder, BrokerEvent } from '../broker.ts';
import { pocketOption } from './pocket-option.ts';

const RECORDINGS = new URL('../../../../shared/recordings/', import.meta.url);
const NAMES = ['rec_20250831_224741', 'rec_20250903_003350'];
/** In every recording the broker is two hours ahead of UTC. */
const AHEAD_MS = 7_200_000;

interface Line {
  readonly t: number;
  readonly sock: string;
  readonly data?: string;
  readonly b64?: string;
}

const linesOf = (name: string): Line[] =>
  readFileSync(new URL(`${name}.jsonl`, RECORDINGS), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);

const decodeRecording = (lines: Line[]): BrokerEvent[] => {
  const decoders = new Map<string, BrokerDecoder>();
  return lines.flatMap(({ t, sock, data, b64 = '' }) => {
    const decoder = decoders.get(sock) ?? pocketOption.createDecoder();
    decoders.set(sock, decoder);
    return decoder.decode(data ?? new Uint8Array(Buffer.from(b64, 'base64')), milliseconds(t * 1000));
  });
};

const utc = (brokerSeconds: number): number => Math.round(brokerSeconds * 1000) - AHEAD_MS;

/** The payloads of one event, paired by hand: the binary frame right after its header on the same socket. */
const payloadsOf = (lines: Line[], event: string): unknown[] => {
  const headers = new Map<string, string>();
  const payloads: unknown[] = [];
  for (const { sock, data, b64 } of lines) {
    if (data?.startsWith('451-')) headers.set(sock, data);
    if (b64 === undefined) continue;
    if (headers.get(sock)?.includes(`"${event}"`)) {
      payloads.push(JSON.parse(Buffer.from(b64, 'base64').toString('utf8')));
    }
    headers.delete(sock);
  }
  return payloads;
};

const expectedTicks = (lines: Line[]): string[] => {
  const live = (payloadsOf(lines, 'updateStream') as [string, number, number][][]).flat();
  const history = (
    payloadsOf(lines, 'updateHistoryNewFast') as { asset: string; history: [number, number][] }[]
  ).flatMap(({ asset, history: rows }) => rows.map(([time, price]) => [asset, time, price] as const));
  return [...live, ...history].map(([pair, time, price]) => `${pair} ${utc(time)} ${price}`);
};

const present = existsSync(RECORDINGS);

test.skipIf(present)('the recordings', () => {
  // eslint-disable-next-line no-console -- one line instead of a silent skip
  console.log('The recordings are not here (../shared/recordings): what depends on them is not tested.');
});

describe.each(present ? NAMES : [])('%s', (name) => {
  const lines = linesOf(name);
  const events = decodeRecording(lines);

  test('every live and history tick comes out once with its UTC time, and nothing else', () => {
    const ticks = events.flatMap((event) => (event.type === 'ticks' ? event.ticks : []));
    const got = ticks.map(({ pair, timestamp, price }) => `${pair} ${timestamp} ${price}`);
    expect(got.length).toBeGreaterThan(1_000);
    expect(got.toSorted()).toEqual(expectedTicks(lines).toSorted());
  });

  test("the broker's own candles come out, those of the chart and those before", () => {
    const [chart] = payloadsOf(lines, 'updateHistoryNewFast') as { candles: number[][] }[];
    const [before] = payloadsOf(lines, 'loadHistoryPeriodFast') as { data: Record<string, number>[] }[];
    const expected = [
      ...(chart?.candles ?? []).map(([time = 0, open, close, high, low]) => ({
        time,
        open,
        high,
        low,
        close,
      })),
      ...(before?.data ?? []).map(({ time = 0, open, high, low, close }) => ({
        time,
        open,
        high,
        low,
        close,
      })),
    ].map((candle) => ({ ...candle, time: utc(candle.time), ticks: 0 }));
    const candles = events.flatMap((event) => (event.type === 'candles' ? event.candles : []));
    expect(candles.length).toBeGreaterThan(200);
    expect(candles).toEqual(expected);
  });

  test('assets, favourites and the chart on the page', () => {
    const assets = events.find((event) => event.type === 'assets');
    expect(assets?.assets).toHaveLength(183);
    expect(assets?.assets.find(({ pair }) => pair === 'AUDUSD_otc')).toMatchObject({
      label: 'AUD/USD OTC',
      digits: 5,
      kind: 'currency',
    });
    expect(events.find((event) => event.type === 'favourites')?.pairs).toContain('EURGBP_otc');
    const [page] = events.filter((event) => event.type === 'page');
    expect(page?.timeframe).toBe('1m');
    expect(['GBPUSD_otc', 'EURGBP_otc']).toContain(page?.pair);
  });
});
