import { milliseconds, type Milliseconds } from '../../../shared/units.ts';
import { isRecord, priceOf, type WireRecord } from '../wire/wire-values.ts';

/** A price of one asset, by the broker's number of it. */
export interface ActivePrice {
  readonly activeId: number;
  readonly price: number;
  readonly brokerTime: Milliseconds;
}

const NANOSECONDS_OF_MS = 1_000_000;

/**
 * Epoch nanoseconds as milliseconds, or `undefined` for what is no time. They are beyond what a JavaScript number
 * holds exactly: JSON's are off by up to 128 ns, so that a whole millisecond may come out just below itself.
 */
const timeOfNanoseconds = (value: unknown): Milliseconds | undefined => {
  if (typeof value !== 'number' || !(value > 0)) return undefined;
  const time = Math.round(value / NANOSECONDS_OF_MS);
  return Number.isSafeInteger(time) ? milliseconds(time) : undefined;
};

/** The broker's clock, in ms, by `timeSync`. GitHub: quadcode/client-sdk-js `src/index.ts` (`WsApiClient`). */
export const timeOfSync = (msg: unknown): Milliseconds | undefined =>
  typeof msg === 'number' && Number.isSafeInteger(msg) && msg > 0 ? milliseconds(msg) : undefined;

/** Whole and not negative, as the broker counts its assets. */
export const isActiveId = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

const priceIn = (msg: unknown, field: (msg: WireRecord) => unknown): ActivePrice | undefined => {
  if (!isRecord(msg)) return undefined;
  const { active_id: activeId, at } = msg;
  const price = priceOf(field(msg));
  const brokerTime = timeOfNanoseconds(at);
  return isActiveId(activeId) && price !== undefined && brokerTime !== undefined
    ? { activeId, price, brokerTime }
    : undefined;
};

/**
 * The price of `candle-generated`, `{ active_id, size, at, from, to, open, close, min, max, ask, bid, … }`: the candle
 * that `at`, in nanoseconds, has changed ends in `close`. GitHub: quadcode/client-sdk-js `src/index.ts`
 * (`CandleGeneratedV1`) and `test/utils/candleMock.ts` (`at`), the maker's own; LuKks/iqoption `README.md` prints one.
 */
export const priceOfCandle = (msg: unknown): ActivePrice | undefined => priceIn(msg, ({ close }) => close);

/**
 * The price of `candles-generated`, `{ active_id, at, value, ask, bid, candles: { SIZE: { from, open, … } } }`: every
 * candle of one asset at once. GitHub: n1nj4z33/iqoptionapi `iqoptionapi/ws/client.py` reads `value` as each's close.
 */
export const priceOfCandles = (msg: unknown): ActivePrice | undefined => priceIn(msg, ({ value }) => value);
