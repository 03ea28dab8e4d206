import { QuoteRing } from '../../../shared/quote-ring.ts';

export type { Quote } from '../../../shared/quote-ring.ts';

const CAPACITY = 120;

/** One pair's last 120 ticks in order of arrival: the row's sparkline, and what a chart can begin with. */
export class RecentQuotes extends QuoteRing {
  constructor() {
    super(CAPACITY);
  }
}
