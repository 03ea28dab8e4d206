import type { Candle } from '../../shared/candle.ts';
import type { Pair } from '../../shared/pair.ts';
import type { Tick } from '../../shared/tick.ts';
import type { Timeframe } from '../../shared/timeframe.ts';
import { IMPORT_BATCH, type ImportTarget } from './import-target.ts';
import type { ImportedCandle } from './read-row.ts';

/** Batches on their way at a time: one is read from the file while others are parsed and written. */
const IN_FLIGHT = 3;

interface CandleBatch {
  readonly pair: Pair;
  readonly timeframe: Timeframe;
  readonly candles: Candle[];
}

/** Gathers rows into batches and hands them to the target, a few at a time. */
export class Sender {
  readonly #target: ImportTarget;
  readonly #underWay = new Set<Promise<void>>();
  #ticks: Tick[] = [];
  #candles: CandleBatch | undefined;
  #failure: { readonly error: unknown } | undefined;
  /** What was kept so far. */
  readonly kept = { ticks: 0, duplicates: 0, candles: 0 };

  constructor(target: ImportTarget) {
    this.#target = target;
  }

  /** Whether `flush` should be awaited before more is added. */
  get isFull(): boolean {
    return this.#ticks.length >= IMPORT_BATCH || (this.#candles?.candles.length ?? 0) >= IMPORT_BATCH;
  }

  addTick(tick: Tick): void {
    this.#ticks.push(tick);
  }

  /** A batch has one series; files are mostly sorted by it. */
  async addCandle({ pair, timeframe, candle }: ImportedCandle): Promise<void> {
    if (this.#candles?.pair !== pair || this.#candles.timeframe !== timeframe) await this.flush();
    this.#candles ??= { pair, timeframe, candles: [] };
    this.#candles.candles.push(candle);
  }

  /** Sends what is gathered; waits only while too much is under way. Rejects where something was not kept. */
  async flush(): Promise<void> {
    const ticks = this.#ticks;
    const candles = this.#candles;
    this.#ticks = [];
    this.#candles = undefined;
    if (ticks.length > 0) await this.#send(() => this.#keepTicks(ticks));
    if (candles) await this.#send(() => this.#keepCandles(candles));
  }

  /** Sends the rest; resolves when all is kept. */
  async end(): Promise<void> {
    await this.flush();
    await Promise.all(this.#underWay);
    this.#check();
  }

  async #keepTicks(ticks: readonly Tick[]): Promise<void> {
    const { inserted, duplicates } = await this.#target.ticks(ticks);
    this.kept.ticks += inserted;
    this.kept.duplicates += duplicates;
  }

  async #keepCandles({ pair, timeframe, candles }: CandleBatch): Promise<void> {
    await this.#target.candles(pair, timeframe, candles);
    this.kept.candles += candles.length;
  }

  async #send(keep: () => Promise<void>): Promise<void> {
    while (this.#underWay.size >= IN_FLIGHT) await Promise.race(this.#underWay);
    this.#check();
    const sent: Promise<void> = keep()
      .catch((error: unknown) => {
        this.#failure ??= { error };
      })
      .finally(() => this.#underWay.delete(sent));
    this.#underWay.add(sent);
  }

  #check(): void {
    if (this.#failure) throw this.#failure.error;
  }
}
