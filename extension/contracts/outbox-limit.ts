/** The most ticks that wait in this browser for a relay that is away; the oldest give way. */
export const MAX_OUTBOX_TICKS = 1_000_000;
