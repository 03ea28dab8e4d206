import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MAX_FEED_SPAN_MS, parseFeedSpan } from './feed-span.ts';
import { EARLIEST_TIMESTAMP, MAX_FUTURE_MS } from './tick.ts';
import { milliseconds } from './units.ts';

const NOW = milliseconds(Date.UTC(2025, 7, 31));

it('reads a span, one of no length and one of a whole day too', () => {
  expect(parseFeedSpan(['EURUSD_otc', NOW - 5, NOW], NOW)).toEqual({
    pair: 'EURUSD_otc',
    from: NOW - 5,
    to: NOW,
  });
  expect(parseFeedSpan(['EURUSD_otc', NOW, NOW], NOW)).toBeDefined();
  expect(parseFeedSpan(['EURUSD_otc', NOW - MAX_FEED_SPAN_MS, NOW], NOW)).toBeDefined();
});

it.each([
  ['no list', { pair: 'EURUSD_otc', from: NOW, to: NOW }],
  ['no pair', ['EUR USD', NOW, NOW]],
  ['an end before its beginning', ['EURUSD_otc', NOW, NOW - 1]],
  ['an end in the future', ['EURUSD_otc', NOW, NOW + MAX_FUTURE_MS + 1]],
  ['more than a day', ['EURUSD_otc', NOW - MAX_FEED_SPAN_MS - 1, NOW]],
  ['a beginning before 2010', ['EURUSD_otc', EARLIEST_TIMESTAMP - 1, EARLIEST_TIMESTAMP]],
  ['a broken millisecond', ['EURUSD_otc', NOW - 0.5, NOW]],
])('refuses %s', (_, value) => {
  expect(parseFeedSpan(value, NOW)).toBeUndefined();
});

it('never throws, whatever comes', () => {
  fc.assert(fc.property(fc.anything(), (value) => void parseFeedSpan(value, NOW)));
});
