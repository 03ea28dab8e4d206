import type { Pair } from '../../../shared/pair.ts';
import { parseTickTuple, type CapturedTick } from '../../../shared/tick.ts';
import type { Milliseconds } from '../../../shared/units.ts';
import type { PairDrawing } from '../diagnostics.ts';
import { SeenTicks } from './seen-ticks.ts';

interface PairIntake extends PairDrawing {
  readonly seen: SeenTicks;
}

/** Lets each tick in once, and counts what becomes of it. */
export class TickIntake {
  readonly #pairs = new Map<Pair, PairIntake>();
  duplicates = 0;
  refused = 0;

  /** The ticks of a message that are valid and have not come before, in their order. */
  admit(tuples: readonly unknown[], now: Milliseconds): CapturedTick[] {
    const fresh: CapturedTick[] = [];
    for (const tuple of tuples) {
      const tick = parseTickTuple(tuple, now);
      if (typeof tick === 'string') {
        this.refused++;
        continue;
      }
      const intake = this.#intakeOf(tick.pair);
      if (!intake.seen.add(tick.timestamp, tick.price)) {
        this.duplicates++;
        continue;
      }
      intake.received++;
      fresh.push(tick);
    }
    return fresh;
  }

  drawnOnChart(pair: Pair, ticks: number): void {
    this.#intakeOf(pair).drawnOnChart += ticks;
  }

  drawnInList(pair: Pair): void {
    this.#intakeOf(pair).drawnInList++;
  }

  drawings(): Record<Pair, PairDrawing> {
    return Object.fromEntries(
      [...this.#pairs].map(([pair, { received, drawnOnChart, drawnInList }]) => [
        pair,
        { received, drawnOnChart, drawnInList },
      ]),
    );
  }

  #intakeOf(pair: Pair): PairIntake {
    let intake = this.#pairs.get(pair);
    if (!intake) {
      intake = { seen: new SeenTicks(), received: 0, drawnOnChart: 0, drawnInList: 0 };
      this.#pairs.set(pair, intake);
    }
    return intake;
  }
}
