import { isPair, type Pair } from '../shared/pair.ts';
import type { Tick } from '../shared/tick.ts';
import { milliseconds } from '../shared/units.ts';
import { assetsWith, type SimulatedAsset } from './assets.ts';
import { PairPath } from './pair-path.ts';
import { seededRandom, seedFor } from './random.ts';
import { tickSchedule } from './tick-schedule.ts';

export interface MarketOptions {
  readonly pairs: readonly Pair[];
  /** Over all pairs together. */
  readonly ticksPerSecond: number;
  readonly seed: number;
}

/** Beyond it a pair's ticks could no longer each have a millisecond of their own. */
const MAX_TICKS_PER_SECOND_AND_PAIR = 500;
/** After a longer stall (the machine slept) the market goes on from now instead of making it all up. */
const MAX_CATCH_UP_MS = 5_000;
const SHORTEST_WAIT_MS = 1;

/** The invented market: each pair's course, moved on by a timer at the asked rate. */
export class SyntheticMarket {
  readonly assets: readonly SimulatedAsset[];
  readonly #paths: readonly PairPath[];
  readonly #schedule: ReturnType<typeof tickSchedule>;
  readonly #onTick: (tick: Tick) => void;
  /** The schedule's zero, UTC ms; moves later by every pause. */
  #origin: number;
  #next: { readonly pairIndex: number; readonly at: number };
  #timer: NodeJS.Timeout | undefined;
  #pausedAt: number | undefined;

  constructor(options: MarketOptions, onTick: (tick: Tick) => void) {
    checkOptions(options);
    const { pairs, ticksPerSecond, seed } = options;
    this.#onTick = onTick;
    this.assets = assetsWith(pairs);
    this.#origin = Date.now();
    this.#paths = pairs.map((pair) => {
      const asset = this.assets.find((candidate) => candidate.pair === pair);
      if (!asset) throw new Error(`${pair} is on no asset list.`);
      return new PairPath(asset, seed, milliseconds(this.#origin));
    });
    this.#schedule = tickSchedule(
      pairs.length,
      1_000 / ticksPerSecond,
      seededRandom(seedFor(seed, 'schedule')),
    );
    this.#next = this.#schedule.next().value;
    this.#wait();
  }

  path(pair: Pair): PairPath | undefined {
    return this.#paths.find((path) => path.pair === pair);
  }

  get pairs(): readonly Pair[] {
    return this.#paths.map(({ pair }) => pair);
  }

  pause(): void {
    clearTimeout(this.#timer);
    this.#pausedAt ??= Date.now();
  }

  resume(): void {
    if (this.#pausedAt === undefined) return;
    this.#origin += Date.now() - this.#pausedAt;
    this.#pausedAt = undefined;
    this.#wait();
  }

  #wait(): void {
    const wait = Math.max(this.#origin + this.#next.at - Date.now(), SHORTEST_WAIT_MS);
    this.#timer = setTimeout(() => this.#tickUntilNow(), wait);
  }

  #tickUntilNow(): void {
    const now = Date.now();
    const late = now - (this.#origin + this.#next.at);
    if (late > MAX_CATCH_UP_MS) this.#origin += late;
    while (this.#origin + this.#next.at <= now) {
      const path = this.#paths[this.#next.pairIndex];
      if (path) this.#onTick(path.tick(milliseconds(this.#origin + this.#next.at)));
      this.#next = this.#schedule.next().value;
    }
    this.#wait();
  }
}

const checkOptions = ({ pairs, ticksPerSecond }: MarketOptions): void => {
  const wrong = pairs.find((pair): boolean => !isPair(pair));
  if (wrong !== undefined)
    throw new Error(
      `"${wrong}" is no pair: --pairs takes the broker's symbols, such as EURUSD_otc,#AAPL_otc.`,
    );
  if (pairs.length === 0 || new Set(pairs).size !== pairs.length)
    throw new Error('--pairs takes one or more symbols, each only once.');
  const most = MAX_TICKS_PER_SECOND_AND_PAIR * pairs.length;
  if (!(ticksPerSecond > 0 && ticksPerSecond <= most))
    throw new Error(
      `The simulator cannot make ${ticksPerSecond} ticks a second for ${pairs.length} pairs: ` +
        `--rate takes up to ${most * 60} a minute for them, ${MAX_TICKS_PER_SECOND_AND_PAIR} a second for each pair.`,
    );
};
