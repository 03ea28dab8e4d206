import type { FeedSpanTuple } from '../../shared/feed-span.ts';
import type { Pair } from '../../shared/pair.ts';
import type { PairRename } from '../../shared/pair-rename.ts';
import type { TickTuple } from '../../shared/tick.ts';
import type { Milliseconds } from '../../shared/units.ts';
import type { CandleTuple } from '../contracts/bridge-messages.ts';

/** What waits, in the words of the protocol, without the number that each sending gets. */
export type OutboxMessage =
  | { readonly type: 'ticks'; readonly ticks: readonly TickTuple[] }
  | {
      readonly type: 'brokerHistory';
      readonly pair: Pair;
      readonly duration: Milliseconds;
      readonly candles: readonly CandleTuple[];
    }
  | { readonly type: 'feedSpans'; readonly spans: readonly FeedSpanTuple[] }
  | ({ readonly type: 'renamed' } & PairRename);

/** How much of the outbox's bound a message takes. */
export const weightOf = (message: OutboxMessage): number => {
  switch (message.type) {
    case 'ticks':
      return message.ticks.length;
    case 'brokerHistory':
      return message.candles.length;
    case 'feedSpans':
      return message.spans.length;
    case 'renamed':
      return 1;
  }
};

/** What counts as given up with a message: a lost claim shows as a gap, and a candle can be had from the broker again. */
export const ticksIn = (message: OutboxMessage): number =>
  message.type === 'ticks' ? message.ticks.length : 0;
