import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CLAIM_INTERVAL_MS, MAX_FEED_SPAN_MS, type FeedSpanTuple } from '../../shared/feed-span.ts';
import { milliseconds } from '../../shared/units.ts';
import { recordedFrames, RECORDINGS, recordingsPresent } from '../../testing/recordings.ts';
import { START } from '../../testing/ticks.ts';
import type { BrokerDecoder, BrokerEvent } from '../brokers/broker.ts';
import { pocketOption } from '../brokers/pocket-option/pocket-option.ts';
import { FeedCoverage } from './feed-coverage.ts';
import { QUIET_PAIR_MS, SILENCE_MS } from './socket-feed.ts';

const tick = (pair: string, offset: number) => ({
  pair,
  price: 1,
  timestamp: milliseconds(START + offset),
});
const live = (...ticks: [pair: string, offset: number][]): BrokerEvent => ({
  type: 'ticks',
  origin: 'live',
  ticks: ticks.map(([pair, offset]) => tick(pair, offset)),
});
const history = (pair: string, offsets: number[], reaches?: number): BrokerEvent => ({
  type: 'ticks',
  origin: 'history',
  ticks: offsets.map((offset) => tick(pair, offset)),
  ...(reaches !== undefined && { reaches: milliseconds(START + reaches) }),
});

/** Pair, from and to since `START`, gathered as the relay gathers them: what overlaps or touches is one. */
const gathered = (spans: readonly FeedSpanTuple[]): [string, number, number][] => {
  const stretches: [string, number, number][] = [];
  for (const [pair, from, to] of spans.toSorted(([a, x], [b, y]) => (a === b ? x - y : a < b ? -1 : 1))) {
    const last = stretches.at(-1);
    if (last?.[0] === pair && from - START <= last[2]) last[2] = Math.max(last[2], to - START);
    else stretches.push([pair, from - START, to - START]);
  }
  return stretches;
};

const setUp = () => {
  const claims: FeedSpanTuple[][] = [];
  const coverage = new FeedCoverage((spans) => claims.push([...spans]));
  return {
    coverage,
    claims,
    frame: (offset: number, events: BrokerEvent[] = [], socket = 1) =>
      coverage.frame(socket, events, START + offset),
    stretches: () => {
      coverage.tell();
      return gathered(claims.flat());
    },
  };
};

/** Frames without anything to read, as pings are, one every 25 s. */
const pings = (frame: (offset: number) => void, from: number, to: number): void => {
  for (let offset = from; offset < to; offset += 25_000) frame(offset);
};

describe('feed coverage', () => {
  test('begins with the first tick and goes on with every frame', () => {
    const { frame, stretches } = setUp();
    frame(0);
    frame(5_000, [live(['A', 5_000])]);
    frame(6_000, [live(['B', 6_000])]);
    frame(30_000);
    expect(stretches()).toEqual([
      ['A', 5_000, 30_000],
      ['B', 6_000, 30_000],
    ]);
  });

  test('is claimed at once where it begins and where history comes', () => {
    const { frame, claims } = setUp();
    frame(0, [live(['A', 0])]);
    frame(2_000, [live(['A', 2_000], ['B', 2_000])]);
    frame(3_000);
    frame(4_000, [history('B', [-9_000, -8_000])]);
    expect(claims.map((spans) => gathered(spans))).toEqual([
      [['A', 0, 0]],
      [
        ['A', 0, 2_000],
        ['B', 2_000, 2_000],
      ],
      [
        ['A', 2_000, 4_000],
        ['B', -9_000, -8_000],
        ['B', 2_000, 4_000],
      ],
    ]);
  });

  test('is claimed every 10 s, and each stretch once', () => {
    const { frame, claims } = setUp();
    for (let offset = 0; offset <= 3 * CLAIM_INTERVAL_MS; offset += 500) frame(offset, [live(['A', offset])]);
    expect(claims.map((spans) => gathered(spans))).toEqual([
      [['A', 0, 0]],
      [['A', 0, 10_000]],
      [['A', 10_000, 20_000]],
      [['A', 20_000, 30_000]],
    ]);
  });

  test('ends with the last frame of a socket that closes, at once, and begins with the next tick', () => {
    const { coverage, frame, claims, stretches } = setUp();
    frame(0, [live(['A', 0])]);
    frame(0, [live(['B', 0])], 2);
    frame(4_000, [live(['A', 4_000])]);
    coverage.closed(1);
    expect(claims.at(-1)).toEqual([['A', START, START + 4_000]]);
    frame(9_000, [], 2);
    frame(9_000, [], 3);
    frame(9_500, [live(['A', 9_500])], 3);
    expect(stretches()).toEqual([
      ['A', 0, 4_000],
      ['A', 9_500, 9_500],
      ['B', 0, 9_000],
    ]);
  });

  test('ends where no frame came for a minute: the computer slept', () => {
    const { frame, stretches } = setUp();
    frame(0, [live(['A', 0])]);
    frame(10_000);
    frame(10_000 + SILENCE_MS);
    frame(10_000 + 2 * SILENCE_MS + 1);
    frame(150_000, [live(['A', 150_000])]);
    expect(stretches()).toEqual([
      ['A', 0, 10_000 + SILENCE_MS],
      ['A', 150_000, 150_000],
    ]);
  });

  test('ends where the clock was set back', () => {
    const { frame, stretches } = setUp();
    frame(0, [live(['A', 3_600_000])]);
    frame(1_000, [live(['A', 3_601_000])]);
    frame(-3_599_000, [live(['A', 2_000])]);
    frame(-3_598_000);
    expect(stretches()).toEqual([
      ['A', 2_000, 3_000],
      ['A', 3_600_000, 3_601_000],
    ]);
  });

  test('lasts through a quiet market, and ends ten minutes after a pair was heard of last', () => {
    const { frame, stretches } = setUp();
    frame(0, [live(['A', 0], ['B', 0])]);
    pings(frame, 0, QUIET_PAIR_MS);
    frame(QUIET_PAIR_MS - 1_000, [live(['B', QUIET_PAIR_MS - 1_000])]);
    pings(frame, QUIET_PAIR_MS, QUIET_PAIR_MS + 300_000);
    frame(QUIET_PAIR_MS + 300_000, [live(['A', QUIET_PAIR_MS + 300_000])]);
    expect(stretches()).toEqual([
      ['A', 0, QUIET_PAIR_MS],
      ['A', QUIET_PAIR_MS + 300_000, QUIET_PAIR_MS + 300_000],
      ['B', 0, QUIET_PAIR_MS + 300_000],
    ]);
  });

  test("keeps the ticks' time where it differs from the computer's", () => {
    const { frame, stretches } = setUp();
    frame(0.25, [live(['A', -40_000])]);
    frame(9_000.75, [live(['A', -31_000])]);
    frame(14_000.75);
    expect(stretches()).toEqual([['A', -40_000, -26_000]]);
  });
});

describe('the coverage of history', () => {
  test('reaches from its oldest tick to when it was sent, and on from there', () => {
    const { frame, stretches } = setUp();
    frame(0, [live(['B', 0])]);
    frame(1_000, [history('A', [-5_000, -600_000, -90_000], 900)]);
    frame(9_000);
    expect(stretches()).toEqual([
      ['A', -600_000, 9_000],
      ['B', 0, 9_000],
    ]);
  });

  test('closes what was missed, and ends with its newest tick where it is a page of older history', () => {
    const { coverage, frame, stretches } = setUp();
    frame(0, [live(['A', 0])]);
    coverage.closed(1);
    frame(30_000, [live(['A', 30_000])], 2);
    expect(stretches()).toHaveLength(2);
    frame(31_000, [history('A', [10_000, 30_500, -1_000], 31_000)], 2);
    frame(32_000, [history('A', [-70_000, -50_000])], 2);
    expect(stretches()).toEqual([
      ['A', -70_000, -50_000],
      ['A', -1_000, 32_000],
    ]);
  });

  test('joins the live ticks, though it waited for the first of them to tell the clock', () => {
    const { frame, stretches } = setUp();
    frame(0);
    frame(8_000, [live(['A', 8_000]), history('A', [-9_000, -7_000], 10)]);
    expect(stretches()).toEqual([['A', -9_000, 8_000]]);
  });

  test('that waited since before a silence does not bridge it', () => {
    const { frame, stretches } = setUp();
    frame(0);
    frame(100_000);
    frame(101_000, [live(['A', 101_000]), history('A', [-9_000, -7_000], 10)]);
    expect(stretches()).toEqual([
      ['A', -9_000, 10],
      ['A', 100_000, 101_000],
    ]);
  });

  test('of several days is claimed in days', () => {
    const { frame, claims, stretches } = setUp();
    frame(0, [live(['A', 0]), history('A', [-2.5 * MAX_FEED_SPAN_MS, -1_000], 0)]);
    expect(stretches()).toEqual([['A', -2.5 * MAX_FEED_SPAN_MS, 0]]);
    for (const [, from, to] of claims.flat()) expect(to - from).toBeLessThanOrEqual(MAX_FEED_SPAN_MS);
  });
});

/** A frame: ms since the one before, and its live ticks with their age on receipt. */
const anyFrame = fc.record({
  after: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0, max: 20_000 }) },
    { weight: 1, arbitrary: fc.integer({ min: 50_000, max: 900_000 }) },
  ),
  socket: fc.integer({ min: 1, max: 2 }),
  closes: fc.boolean(),
  ticks: fc.array(fc.tuple(fc.constantFrom('A', 'B', 'C'), fc.integer({ min: -50, max: 4_000 })), {
    maxLength: 4,
  }),
});

test('however ticks are split into frames, and whenever claims are told, their union is the same', () => {
  fc.assert(
    fc.property(fc.array(anyFrame, { maxLength: 40 }), fc.infiniteStream(fc.boolean()), (frames, choices) => {
      const [whole, split] = [setUp(), setUp()];
      const chosen = (): boolean => choices.next().value === true;
      let offset = 0;
      for (const { after, socket, closes, ticks } of frames) {
        offset += after;
        const events = ticks.map(([pair, age]) => live([pair, offset - age]));
        whole.frame(offset, events, socket);
        if (events.length === 0) split.frame(offset, [], socket);
        for (const event of events) {
          split.frame(offset, [event], socket);
          if (chosen()) split.coverage.tell();
        }
        if (!closes) continue;
        whole.coverage.closed(socket);
        split.coverage.closed(socket);
      }
      expect(split.stretches()).toEqual(whole.stretches());
    }),
  );
});

describe.runIf(recordingsPresent())("a real page's recording", () => {
  test.each(RECORDINGS)('%s has no gap, and every tick lies within what is claimed', (name) => {
    const { coverage, stretches } = setUp();
    const decoders = new Map<string, BrokerDecoder>();
    const ticks: { pair: string; timestamp: number }[] = [];
    for (const { t, sock, data, b64 = '' } of recordedFrames(name)) {
      const decoder = decoders.get(sock) ?? pocketOption.createDecoder();
      decoders.set(sock, decoder);
      const receivedAt = milliseconds(t * 1_000);
      const events = decoder.decode(data ?? new Uint8Array(Buffer.from(b64, 'base64')), receivedAt);
      for (const event of events) if (event.type === 'ticks') ticks.push(...event.ticks);
      coverage.frame([...decoders.keys()].indexOf(sock), events, receivedAt);
    }
    const claimed = stretches();
    const pairs = new Set(ticks.map(({ pair }) => pair));
    expect(claimed.map(([pair]) => pair)).toEqual([...pairs].sort());
    const outside = ticks.filter(
      ({ pair, timestamp }) =>
        !claimed.some(
          ([claimedPair, from, to]) =>
            claimedPair === pair && timestamp - START >= from && timestamp - START <= to,
        ),
    );
    expect(outside).toEqual([]);
  });
});
