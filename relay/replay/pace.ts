const MINUTE_MS = 60_000;

export interface PaceOptions {
  /** 1 is as fast as life, `Infinity` as fast as it goes. */
  readonly speed: number;
  /** The stretch's first and last timestamp. */
  readonly first: number;
  readonly last: number;
  /** UTC ms. */
  readonly startedAt: number;
  readonly originalTimes: boolean;
}

/** When each tick of a replay is shown, and with what time. */
export interface Pace {
  /** How long after the start, ms. */
  dueAfter(timestamp: number): number;
  /** The time that it is shown with. */
  shown(timestamp: number): number;
}

/**
 * All ticks are shifted by the same, so that their distances stay. Slower than life or as fast, the first one is shown
 * as of now. Faster, the last one is: those before it lie in the past, and none in the future, where no chart would
 * draw it. The shift is of whole minutes, so that candles of up to a minute come out as they were.
 */
export const createPace = ({ speed, first, last, startedAt, originalTimes }: PaceOptions): Pace => {
  const ahead = (last - first) * Math.max(0, 1 - 1 / speed);
  const shift = originalTimes ? 0 : Math.floor((startedAt - first - ahead) / MINUTE_MS) * MINUTE_MS;
  return {
    dueAfter: (timestamp) => (timestamp - first) / speed,
    shown: (timestamp) => timestamp + shift,
  };
};
