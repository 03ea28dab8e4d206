import { expect, test } from 'vitest';
import { milliseconds } from '../../shared/units.ts';
import { openTestTickLog } from '../../testing/tick-log.ts';
import { START, ticksOf } from '../../testing/ticks.ts';

const PAIR = 'EURUSD_otc';
const at = (offset: number) => milliseconds(START + offset);

test('the newest ticks come ascending, and those before a time on the way back', () => {
  const { append, database } = openTestTickLog();
  append(...ticksOf(PAIR, 10, 250), ...ticksOf('#AAPL_otc', 10, 100));
  const offsets = (query: object) =>
    database.newestTicks({ pair: PAIR, limit: 3, ...query }).map(({ timestamp }) => timestamp - START);
  expect(offsets({})).toEqual([1_750, 2_000, 2_250]);
  expect(offsets({ before: at(1_750) })).toEqual([1_000, 1_250, 1_500]);
  expect(offsets({ before: at(500) })).toEqual([0, 250]);
  expect(offsets({ before: at(0) })).toEqual([]);
  expect(offsets({ pair: 'UNKNOWN' })).toEqual([]);
});

test('several prices of one millisecond are ticks of their own, the lower first', () => {
  const { append, database } = openTestTickLog();
  append(...[1.2, 1.1, 1.3].map((price) => ({ pair: PAIR, price, timestamp: at(0) })));
  const prices = (limit: number) => database.newestTicks({ pair: PAIR, limit }).map(({ price }) => price);
  expect(prices(3)).toEqual([1.1, 1.2, 1.3]);
  expect(prices(2)).toEqual([1.2, 1.3]);
});
