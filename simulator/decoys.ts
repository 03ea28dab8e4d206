import type { Pair } from '../shared/pair.ts';
import type { Milliseconds } from '../shared/units.ts';
import { toBrokerTime } from './broker-clock.ts';
import type { FeedMessage } from './feed-message.ts';
import type { SyntheticMarket } from './synthetic-market.ts';

/** Lengths of signals in minutes, and how many strengths there are. */
const SIGNAL_MINUTES = [1, 2, 3, 5, 10, 15, 30, 45, 60, 120, 180, 240];
const SIGNAL_STRENGTHS = 5;

const strength = (position: number): number => (position * 7) % SIGNAL_STRENGTHS;

/** Rows of symbol, signals and a price that is no tick. */
export const signalRows = (market: SyntheticMarket, minutes = SIGNAL_MINUTES): unknown[] =>
  market.assets.map(({ pair, price }, row) => [
    pair,
    minutes.map((minute, column) => [minute, strength(row + column)]),
    price,
  ]);

export const signalTimes = (now: Milliseconds, minutes = SIGNAL_MINUTES): Record<string, number> =>
  Object.fromEntries(minutes.map((minute) => [String(minute), Math.floor(toBrokerTime(now))]));

export const signalStatistics = (pair: Pair, now: Milliseconds): unknown[] =>
  SIGNAL_MINUTES.slice(0, 3).map((minute) => [Math.floor(toBrokerTime(now)), [[pair, minute, 100 + minute]]]);

/**
 * What a reader that goes by shape takes for ticks. `depth/change` looks exactly like `updateStream`,
 * at prices that no tick has.
 */
export const decoyMessages = (market: SyntheticMarket, now: Milliseconds): FeedMessage[] => [
  { event: 'signals/update', payload: { signals: signalRows(market, [1]), times: signalTimes(now, [1]) } },
  {
    event: 'depth/change',
    payload: market.assets
      .filter(({ pair }) => market.path(pair))
      .map(({ pair, price }) => [pair, toBrokerTime(now), price * 2]),
  },
];
