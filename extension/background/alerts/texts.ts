const clock = new Intl.DateTimeFormat('en', { timeStyle: 'medium', hourCycle: 'h23' });

/** Every word of the background's notifications, in one place for translation. */
export const texts = {
  /** `price` as it is written for people. */
  reached: (label: string, price: string) => `${label} reached ${price}`,
  /** The price that reached it, and the time, UTC ms. */
  reachedBy: (price: string, at: number) => `Price ${price} at ${clock.format(at)}`,
} as const;
