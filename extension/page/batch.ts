import { tickToTuple } from '../../shared/tick.ts';
import type { Milliseconds } from '../../shared/units.ts';
import type { BrokerEvent } from '../brokers/broker.ts';
import { MAX_SPANS_PER_MESSAGE, type FeedSpanTuple } from '../../shared/feed-span.ts';
import { MAX_TICKS_PER_BATCH, type BridgeMessage } from '../contracts/bridge-messages.ts';

/** A message that has no id yet. */
type WithoutId<Message> = Message extends { readonly id: number } ? Omit<Message, 'id'> : Message;
export type Outgoing = WithoutId<Exclude<BridgeMessage, { readonly type: 'dropped' }>>;

/** What the background is told of one event; a long history makes several messages. */
export const messagesOf = (event: BrokerEvent, receivedAt: Milliseconds): Outgoing[] => {
  switch (event.type) {
    case 'ticks': {
      const tuples = event.ticks.map((tick) => tickToTuple({ ...tick, capturedAt: receivedAt }));
      const messages: Outgoing[] = [];
      for (let from = 0; from < tuples.length; from += MAX_TICKS_PER_BATCH) {
        const ticks = tuples.slice(from, from + MAX_TICKS_PER_BATCH);
        messages.push({ type: 'ticks', ticks, ...(event.origin === 'history' && { isHistory: true }) });
      }
      return messages;
    }
    case 'candles': {
      const candles = event.candles.map(
        ({ time, open, high, low, close }) => [time, open, high, low, close] as const,
      );
      return [{ type: 'candles', pair: event.pair, duration: event.duration, candles }];
    }
    case 'renamed':
      return [{ type: 'renamed', ...event.rename }];
    case 'assets':
    case 'page':
      return [event];
    case 'favourites':
      // Nothing beyond the page asks for them.
      return [];
  }
};

/** What the background is told of stretches that were covered. */
export const messagesOfSpans = (spans: readonly FeedSpanTuple[]): Outgoing[] => {
  const messages: Outgoing[] = [];
  for (let from = 0; from < spans.length; from += MAX_SPANS_PER_MESSAGE) {
    messages.push({ type: 'feedSpans', spans: spans.slice(from, from + MAX_SPANS_PER_MESSAGE) });
  }
  return messages;
};
