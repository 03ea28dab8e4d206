import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FEED_SILENCE_MS } from '../../shared/feed-span.ts';
import { milliseconds } from '../../shared/units.ts';
import { candleAt, openTestTickLog, temporaryDataDir } from '../../testing/tick-log.ts';
import { START } from '../../testing/ticks.ts';
import { SHORTEST_GAP_MS } from './feed-gaps.ts';
import { JOINED_MS } from './feed-spans.ts';

const PAIR = 'EURUSD_otc';
const MINUTE = milliseconds(60_000);
const at = (offset: number) => milliseconds(START + offset);
const span = (from: number, to: number, pair = PAIR) => ({ pair, from: at(from), to: at(to) });

const setUp = () => {
  const { database, connection } = openTestTickLog();
  const rows = () =>
    connection.prepare('SELECT pair_id, began, ended FROM feed_spans ORDER BY 1, 2').raw().all([]);
  /** Since `START`, with a feed that goes on. */
  const gaps = (now: number, more: { from?: number; to?: number; longestFill?: number } = {}) =>
    database
      .gaps({
        pair: PAIR,
        from: more.from === undefined ? undefined : at(more.from),
        to: more.to === undefined ? undefined : at(more.to),
        longestFill: milliseconds(more.longestFill ?? MINUTE),
        now: at(now),
      })
      .map(({ from, to, filled }) => [from - START, to === undefined ? undefined : to - START, filled]);
  return { database, rows, gaps };
};

describe('feed spans', () => {
  const anySpan = fc
    .record({
      pair: fc.constantFrom(PAIR, 'GBPUSD_otc'),
      // Steps of half the joining distance, so that spans touch exactly, nearly and not at all.
      from: fc.integer({ min: 0, max: 60 }),
      length: fc.integer({ min: 0, max: 8 }),
    })
    .map(({ pair, from, length }) => span((from * JOINED_MS) / 2, ((from + length) * JOINED_MS) / 2, pair));
  const spansAndOrder = fc
    .array(anySpan, { minLength: 1, maxLength: 25 })
    .chain((spans) =>
      fc.tuple(fc.constant(spans), fc.shuffledSubarray([...spans, ...spans], { minLength: spans.length })),
    );

  test('in any order, split and repetition give the same rows, which lie apart', () => {
    fc.assert(
      fc.property(spansAndOrder, fc.nat(7), ([spans, shuffled], size) => {
        const [one, other] = [setUp(), setUp()];
        // The pairs get their numbers in one order.
        for (const { database } of [one, other])
          database.appendFeedSpans([span(-9_000, -9_000), span(-9_000, -9_000, 'GBPUSD_otc')]);
        one.database.appendFeedSpans(spans);
        const sent = [...shuffled, ...spans.toReversed()];
        for (let from = 0; from < sent.length; from += size + 1)
          other.database.appendFeedSpans(sent.slice(from, from + size + 1));
        const rows = one.rows() as [number, number, number][];
        expect(other.rows()).toEqual(rows);
        for (const [index, [pairId, began]] of rows.entries()) {
          const [previousPair, , ended = 0] = rows[index - 1] ?? [];
          if (previousPair === pairId) expect(began - ended).toBeGreaterThan(JOINED_MS);
        }
        for (const { pair, from, to } of spans) {
          const pairId = pair === PAIR ? 1 : 2;
          const holds = ([id, began, ended]: [number, number, number]) =>
            id === pairId && began <= from && ended >= to;
          expect(rows.filter(holds)).toHaveLength(1);
        }
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  test('say which pairs have other gaps now: not those whose newest span has only grown', () => {
    const { database } = setUp();
    expect(database.appendFeedSpans([span(0, 1_000)])).toEqual([PAIR]);
    expect(database.appendFeedSpans([span(1_000, 11_000)])).toEqual([]);
    expect(database.appendFeedSpans([span(2_000, 5_000)])).toEqual([]);
    expect(database.appendFeedSpans([span(60_000, 70_000)])).toEqual([PAIR]);
    expect(database.appendFeedSpans([span(11_000, 20_000)])).toEqual([PAIR]);
    expect(database.appendFeedSpans([span(20_000, 60_000)])).toEqual([PAIR]);
  });
});

describe('gaps', () => {
  test('lie between spans, from the first span on; a pair without spans has none', () => {
    const { database, gaps } = setUp();
    expect(gaps(1_000_000)).toEqual([]);
    database.appendFeedSpans([span(10_000, 20_000), span(30_000, 40_000), span(50_000, 60_000)]);
    expect(gaps(60_000)).toEqual([
      [20_000, 30_000, false],
      [40_000, 50_000, false],
    ]);
  });

  test('are those that the question touches', () => {
    const { database, gaps } = setUp();
    database.appendFeedSpans([0, 1, 2, 3, 4].map((n) => span(n * 10_000, n * 10_000 + 5_000)));
    const ends = [5_000, 15_000, 25_000, 35_000].map((from) => [from, from + 5_000, false]);
    expect(gaps(45_000, { from: 17_000, to: 26_000 })).toEqual(ends.slice(1, 3));
    expect(gaps(45_000, { from: 20_000, to: 25_000 })).toEqual([]);
    expect(gaps(45_000, { from: 12_000, to: 13_000 })).toEqual([]);
    expect(gaps(45_000, { from: 30_000 })).toEqual(ends.slice(3));
    expect(gaps(45_000, { to: 5_001 })).toEqual(ends.slice(0, 1));
  });

  test('are none where the pause is shorter than two seconds', () => {
    const { database, gaps } = setUp();
    database.appendFeedSpans([span(0, 10_000), span(10_000 + SHORTEST_GAP_MS - 1, 20_000)]);
    expect(gaps(20_000)).toEqual([]);
    database.appendFeedSpans([span(20_000 + SHORTEST_GAP_MS, 30_000)]);
    expect(gaps(30_000)).toEqual([[20_000, 20_000 + SHORTEST_GAP_MS, false]]);
  });

  test('are open when the last claim is old, and not while the next may still come', () => {
    const { database, gaps } = setUp();
    database.appendFeedSpans([span(0, 10_000)]);
    expect(gaps(10_000 + FEED_SILENCE_MS)).toEqual([]);
    expect(gaps(10_001 + FEED_SILENCE_MS)).toEqual([[10_000, undefined, false]]);
    expect(gaps(10_001 + FEED_SILENCE_MS, { to: 10_000 })).toEqual([]);
  });

  test("close with a later claim, and are filled where the broker's candles cover all of them", () => {
    const { database, gaps } = setUp();
    database.appendFeedSpans([span(0, 90_000), span(230_000, 300_000), span(400_000, 500_000)]);
    const brokers = (...minutes: number[]) =>
      database.appendBrokerCandles(
        PAIR,
        MINUTE,
        minutes.map((minute) => candleAt(START, [minute * 60, 1, 1, 1, 1])),
      );
    brokers(1, 3);
    expect(gaps(500_000)[0]).toEqual([90_000, 230_000, false]);
    brokers(2);
    expect(gaps(500_000)).toEqual([
      [90_000, 230_000, true],
      [300_000, 400_000, false],
    ]);
    expect(gaps(500_000, { longestFill: 30_000 })[0]).toEqual([90_000, 230_000, false]);
    database.appendFeedSpans([span(250_000, 420_000)]);
    expect(gaps(500_000)).toEqual([[90_000, 230_000, true]]);
  });

  test('are there after a new start of the relay', () => {
    const dataDir = temporaryDataDir();
    const { database } = openTestTickLog(dataDir);
    database.appendFeedSpans([span(0, 10_000), span(20_000, 30_000)]);
    database.close();
    const query = { pair: PAIR, longestFill: MINUTE, now: at(30_000) };
    expect(openTestTickLog(dataDir).database.gaps(query)).toEqual([
      { from: at(10_000), to: at(20_000), filled: false },
    ]);
  });
});
