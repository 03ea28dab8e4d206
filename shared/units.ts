declare const unit: unique symbol;

/** A point in time or a duration in milliseconds; points count from the Unix epoch, in UTC. */
export type Milliseconds = number & { readonly [unit]: 'ms' };

/** A point in time or a duration in seconds, as the broker's wire and the chart library count them. */
export type Seconds = number & { readonly [unit]: 's' };

export const milliseconds = (value: number): Milliseconds => value as Milliseconds;
export const seconds = (value: number): Seconds => value as Seconds;

/** Rounds, because a broker's float seconds (`1756687630.382`) are not exact in binary. */
export const toMilliseconds = (value: Seconds): Milliseconds => milliseconds(Math.round(value * 1000));
export const toSeconds = (value: Milliseconds): Seconds => seconds(value / 1000);
