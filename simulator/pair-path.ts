import type { Pair } from '../shared/pair.ts';
import type { Tick } from '../shared/tick.ts';
import { candleTime } from '../shared/timeframe.ts';
import { milliseconds, type Milliseconds } from '../shared/units.ts';
import type { SimulatedAsset } from './assets.ts';
import { candleOfPrice, gatherCandles, type BrokerCandle } from './candle-record.ts';
import { PriceWalk } from './price-walk.ts';
import { normal, seededRandom, seedFor, type Random } from './random.ts';

const MINUTE_MS = milliseconds(60_000);
/** As far back as the recorded `updateHistoryNewFast` payloads reach. */
const TICK_HISTORY_MS = 10 * MINUTE_MS;
/** A payload of this many ticks has the size of a recorded one, twice over; at high rates it spans less time. */
const MAX_HISTORY_TICKS = 3_000;
/** Before the start the pair ticked like the broker's: two a second, 200 to 735 ms apart. */
const PAST_GAP_MS = { shortest: 300, longest: 700 };
/** A past candle's usual range, relative to the price. */
const CANDLE_MOVE = 0.000_3;
/** The longest wick, as a part of that range, and how strongly the past is drawn to the asset's price. */
const WICK = 0.3;
const PAST_PULL = 0.02;
/** Two weeks of minutes; a page that pages further back finds nothing more. */
const MAX_PAST_CANDLES = 20_160;

/** One pair's whole course: the ticks of the last minutes and the candles of everything before and since. */
export class PairPath {
  readonly asset: SimulatedAsset;
  /** Apart from the walk's, so that a page's question for old candles does not change the prices to come. */
  readonly #pastRandom: Random;
  readonly #walk: PriceWalk;
  /** Ascending; the newest only, enough for a history payload. */
  readonly #ticks: Tick[] = [];
  /** Minutes with ticks, ascending; the last one is forming. */
  readonly #minutes: BrokerCandle[] = [];
  /** Minutes before the first tick, newest first, invented on demand. */
  readonly #past: BrokerCandle[] = [];

  /** Begins ten minutes before `now`, on a whole minute, and has ticked until `now`. */
  constructor(asset: SimulatedAsset, seed: number, now: Milliseconds) {
    this.asset = asset;
    const random = seededRandom(seedFor(seed, asset.pair));
    this.#pastRandom = seededRandom(seedFor(seed, `${asset.pair} past`));
    this.#walk = new PriceWalk(asset.price, asset.digits, random);
    let time = candleTime(milliseconds(now - TICK_HISTORY_MS), MINUTE_MS);
    while (time < now) {
      this.tick(time);
      const { shortest, longest } = PAST_GAP_MS;
      time = milliseconds(time + Math.round(shortest + (longest - shortest) * random()));
    }
  }

  get pair(): Pair {
    return this.asset.pair;
  }

  /** Moves the price on; `timestamp` is later than the tick before. */
  tick(timestamp: Milliseconds): Tick {
    const tick = { pair: this.pair, price: this.#walk.next(), timestamp };
    this.#ticks.push(tick);
    if (this.#ticks.length > 2 * MAX_HISTORY_TICKS)
      this.#ticks.splice(0, this.#ticks.length - MAX_HISTORY_TICKS);
    const forming = this.#minutes.at(-1);
    const part = candleOfPrice(timestamp, tick.price);
    const known = forming?.time === candleTime(timestamp, MINUTE_MS) ? this.#minutes.splice(-1) : [];
    this.#minutes.push(...gatherCandles([...known, part], MINUTE_MS));
    return tick;
  }

  /** The ticks of the last ten minutes, ascending. */
  recentTicks(now: Milliseconds): Tick[] {
    return this.#ticks
      .filter(({ timestamp }) => timestamp >= now - TICK_HISTORY_MS)
      .slice(-MAX_HISTORY_TICKS);
  }

  /**
   * The newest `count` candles that have ended, beginning no later than `until`, ascending.
   * Shorter than a minute they reach back only as far as the ticks do.
   */
  endedCandles(duration: Milliseconds, count: number, until: Milliseconds): BrokerCandle[] {
    return this.#candles(duration, count, until)
      .filter(({ time }) => time <= until && time + duration <= this.#now)
      .slice(-count);
  }

  get #now(): Milliseconds {
    return this.#ticks.at(-1)?.timestamp ?? milliseconds(0);
  }

  #candles(duration: Milliseconds, count: number, until: Milliseconds): BrokerCandle[] {
    if (duration < MINUTE_MS) {
      const parts = this.#ticks.map(({ timestamp, price }) => candleOfPrice(timestamp, price));
      // The first may have begun before the ticks that are still here.
      return gatherCandles(parts, duration).slice(1);
    }
    const first = this.#minutes[0]?.time ?? this.#now;
    const minutesBefore = (first - until + (count + 1) * duration) / MINUTE_MS;
    this.#inventPast(Math.min(Math.ceil(minutesBefore), MAX_PAST_CANDLES));
    return gatherCandles([...this.#past.toReversed(), ...this.#minutes], duration);
  }

  /** Walks backwards from the first tick's candle, each close meeting the open after it. */
  #inventPast(count: number): void {
    while (this.#past.length < count) {
      const next = this.#past.at(-1) ?? this.#minutes[0];
      if (!next) return;
      const range = this.asset.price * CANDLE_MOVE;
      const close = next.open;
      const open = this.#walk.round(
        close + (this.asset.price - close) * PAST_PULL + range * normal(this.#pastRandom),
      );
      this.#past.push({
        time: milliseconds(next.time - MINUTE_MS),
        open,
        close,
        high: this.#walk.round(Math.max(open, close) + range * WICK * this.#pastRandom()),
        low: this.#walk.round(Math.min(open, close) - range * WICK * this.#pastRandom()),
      });
    }
  }
}
