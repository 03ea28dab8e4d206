import * as v from 'valibot';
import { milliseconds, seconds, type Milliseconds } from '../shared/units.ts';
import { fromBrokerTime } from './broker-clock.ts';
import type { FeedMessage } from './feed-message.ts';
import { historyMessage, periodMessage } from './opening-messages.ts';
import type { SyntheticMarket } from './synthetic-market.ts';

const symbol = v.string();
const periodSeconds = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(86_400));

const CHANGE_SYMBOL = v.object({ asset: symbol, period: periodSeconds });
/** `time` is the newest candle asked for, in broker time; `offset` how far back from it, both in seconds. */
const LOAD_HISTORY_PERIOD = v.object({
  asset: symbol,
  index: v.number(),
  time: v.number(),
  offset: v.pipe(v.number(), v.minValue(0)),
  period: periodSeconds,
});

const MAX_ANSWERED_CANDLES = 5_000;

/** The broker's answer to `changeSymbol`; none to one it does not understand or a pair that is not played. */
export const answerChangeSymbol = (
  market: SyntheticMarket,
  request: unknown,
  now: Milliseconds,
): FeedMessage | undefined => {
  const parsed = v.safeParse(CHANGE_SYMBOL, request);
  const path = parsed.success ? market.path(parsed.output.asset) : undefined;
  return parsed.success && path ? historyMessage(path, parsed.output.period, now) : undefined;
};

/** The broker's answer to `loadHistoryPeriod`, in the same way. */
export const answerLoadHistoryPeriod = (
  market: SyntheticMarket,
  request: unknown,
): FeedMessage | undefined => {
  const parsed = v.safeParse(LOAD_HISTORY_PERIOD, request);
  if (!parsed.success) return undefined;
  const { asset, index, time, offset, period } = parsed.output;
  const path = market.path(asset);
  const count = Math.min(Math.floor(offset / period), MAX_ANSWERED_CANDLES);
  if (!path || count === 0) return undefined;
  return periodMessage(path, {
    periodSeconds: period,
    until: milliseconds(fromBrokerTime(seconds(time))),
    count,
    index,
  });
};
