import type { Milliseconds } from '../../../shared/units.ts';

/** A live tick as the broker stamped it. */
export interface BrokerTimed {
  /** The broker's own milliseconds. */
  readonly brokerTime: Milliseconds;
}

/** What tells UTC from the times that a broker writes, for one socket. */
export interface Clock<T extends BrokerTimed> {
  /** Milliseconds to subtract from broker time, or `undefined` while it is unknown or in doubt. */
  readonly offset: Milliseconds | undefined;

  /** What the broker's clock showed at a moment of the page's clock, UTC ms; only with a known offset. */
  brokerTimeAt(receivedAt: Milliseconds): Milliseconds;

  /**
   * Takes the live ticks of one frame. Answers the ticks that are decided now, with the offset to subtract:
   * these, none of them, or earlier ones too.
   */
  decide(ticks: readonly T[], receivedAt: Milliseconds): { tick: T; offset: Milliseconds }[];
}
