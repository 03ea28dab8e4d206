import type { TickRefusal } from '../../shared/tick.ts';

/** Why something that a capture sent is refused; each is a label in `/metrics`. */
export type Refusal = TickRefusal | 'candle' | 'span' | 'rename';

/** What the log says of each. */
export const REFUSED: Record<Refusal, string> = {
  shape: 'A capture sent a tick that is no [pair, price, timestamp, capturedAt]; it was refused.',
  pair: "A capture sent a tick whose pair is no broker's symbol; it was refused.",
  price: 'A capture sent a tick whose price is no positive number; it was refused.',
  timestamp: 'A capture sent a tick whose timestamp is no whole millisecond; it was refused.',
  future:
    "A capture sent a tick from the future; it was refused: set this computer's clock, which may be behind.",
  ancient: 'A capture sent a tick from before 2010; it was refused.',
  candle: "A capture sent a broker's candle that is not sound or has not ended; it was refused.",
  span: "A capture sent a stretch of a pair's feed that is no [pair, from, to] of the past; it was refused.",
  rename: 'A capture named a pair that has its name, or is of another broker; it was refused.',
};
