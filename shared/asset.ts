import type { Pair } from './pair.ts';

/** What a broker's asset list says of a pair. */
export interface Asset {
  readonly pair: Pair;
  /** For people: `EUR/USD OTC`. */
  readonly label: string;
  /** Decimal places of a price. */
  readonly digits: number;
  /** `currency`, `stock`, `index`, `commodity`, `cryptocurrency`, or the broker's own word. */
  readonly kind: string;
  /** Percent paid on a won deal, where the broker gives it. */
  readonly payout?: number | undefined;
  /** Whether the broker takes deals on it now. */
  readonly open?: boolean | undefined;
}
