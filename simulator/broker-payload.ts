import * as v from 'valibot';
import type { Tick } from '../shared/tick.ts';
import { seconds, toMilliseconds, toSeconds, milliseconds, type Milliseconds } from '../shared/units.ts';
import { fromBrokerTime } from './broker-clock.ts';

const time = v.number();
const price = v.number();
const STREAM = v.array(v.tupleWithRest([v.string(), time, price], v.unknown()));
const HISTORY = v.looseObject({
  asset: v.string(),
  history: v.optional(v.array(v.tupleWithRest([time, price], v.unknown()))),
  candles: v.optional(v.array(v.tupleWithRest([time], v.unknown()))),
});
const PERIOD = v.looseObject({
  asset: v.string(),
  index: v.optional(v.number()),
  data: v.array(v.looseObject({ time })),
});

const INDEX_PER_SECOND = 100;

const shifted = (brokerSeconds: number, shift: Milliseconds): number =>
  toSeconds(milliseconds(toMilliseconds(seconds(brokerSeconds)) + shift));

/** What the replay knows of an event that carries times: the ticks in it, and itself at another time. */
interface PriceEvent {
  readonly ticks: (payload: unknown) => Tick[];
  readonly shift: (payload: unknown, shift: Milliseconds) => unknown;
}

const stream: PriceEvent = {
  ticks: (payload) =>
    v
      .parse(STREAM, payload)
      .map(([pair, at, price]) => ({ pair, price, timestamp: fromBrokerTime(seconds(at)) })),
  shift: (payload, shift) =>
    v.parse(STREAM, payload).map(([pair, at, ...rest]) => [pair, shifted(at, shift), ...rest]),
};

const history: PriceEvent = {
  ticks: (payload) => {
    const { asset, history = [] } = v.parse(HISTORY, payload);
    return history.map(([at, price]) => ({ pair: asset, price, timestamp: fromBrokerTime(seconds(at)) }));
  },
  shift: (payload, shift) => {
    const parsed = v.parse(HISTORY, payload);
    const moved = (rows: readonly [number, ...unknown[]][] | undefined): unknown[] | undefined =>
      rows?.map(([at, ...rest]) => [shifted(at, shift), ...rest]);
    return { ...parsed, history: moved(parsed.history), candles: moved(parsed.candles) };
  },
};

const period: PriceEvent = {
  ticks: () => [],
  shift: (payload, shift) => {
    const parsed = v.parse(PERIOD, payload);
    const data = parsed.data.map((candle) => ({ ...candle, time: shifted(candle.time, shift) }));
    return parsed.index === undefined
      ? { ...parsed, data }
      : { ...parsed, index: parsed.index + toSeconds(shift) * INDEX_PER_SECOND, data };
  },
};

/** The events that hold prices; times in all others (sessions, signals) mean nothing to the product. */
export const PRICE_EVENTS: ReadonlyMap<string, PriceEvent> = new Map([
  ['updateStream', stream],
  ['updateHistoryNewFast', history],
  ['updateHistoryNew', history],
  ['loadHistoryPeriodFast', period],
  ['loadHistoryPeriod', period],
]);
