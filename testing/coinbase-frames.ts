import type { BrokerEvent } from '../extension/brokers/broker.ts';
import { coinbase } from '../extension/brokers/coinbase/coinbase.ts';
import { decodeJson } from './decode-frames.ts';

/** A trade's time, UTC ms. */
export const T = Date.UTC(2026, 0, 5, 10, 30, 27, 28);
/** When its frame is received. */
export const NOW = T + 60;
/** RFC 3339 with microseconds. */
export const at = (time: number): string => new Date(time).toISOString().replace('Z', '459Z');
/** What a new socket's messages say, all received at one time. */
export const decode = (...messages: unknown[]): BrokerEvent[] => decodeJson(coinbase, messages, NOW);
export const match = {
  type: 'match',
  trade_id: 10,
  sequence: 50,
  maker_order_id: 'a',
  taker_order_id: 'b',
  side: 'sell',
  time: at(T),
  product_id: 'BTC-USD',
  size: '5.23512',
  price: '400.23',
};
export const ticker = {
  type: 'ticker',
  sequence: 37_475_248_783,
  product_id: 'BTC-USD',
  price: '400.23',
  open_24h: '1310.79',
  best_bid: '400.04',
  best_ask: '400.27',
  side: 'sell',
  time: at(T),
  trade_id: 10,
  last_size: '5.2',
};

/** Exchange's messages that carry no price for us. */
export const TYPES = [
  'l2update',
  'snapshot',
  'subscriptions',
  'heartbeat',
  'received',
  'open',
  'done',
  'change',
  'status',
];
/** Advanced Trade's. */
export const CHANNELS = [
  'ticker',
  'ticker_batch',
  'l2_data',
  'candles',
  'heartbeats',
  'subscriptions',
  'user',
  'match',
  '',
];
