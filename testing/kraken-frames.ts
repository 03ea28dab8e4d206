import type { BrokerEvent } from '../extension/brokers/broker.ts';
import { kraken } from '../extension/brokers/kraken/kraken.ts';
import { decodeJson } from './decode-frames.ts';

/** A trade's time, UTC ms. */
export const T = Date.UTC(2026, 0, 5, 10, 30, 57, 321);
/** When its frame is received. */
export const NOW = T + 60;
/** When the running minute began. */
export const MINUTE = T - (T % 60_000);

/** What a new socket's messages say, all received at one time. */
export const decode = (...messages: unknown[]): BrokerEvent[] => decodeJson(kraken, messages, NOW);

/** A time of the first interface: seconds with microseconds. */
export const seconds = (time: number): string =>
  `${Math.floor(time / 1000)}.${String(time % 1000).padStart(3, '0')}597`;

/** A time of the second interface: RFC 3339 with microseconds. */
export const at = (time: number): string => new Date(time).toISOString().replace('Z', '533Z');

/** The first interface's word of a subscription. */
export const status = (name: string, pair: unknown = 'XBT/USD'): object => ({
  channelID: 0,
  channelName: name,
  event: 'subscriptionStatus',
  pair,
  status: 'subscribed',
  subscription: { name },
});

/** A trade of the second interface, but for its time. */
export const trade = {
  symbol: 'MATIC/USD',
  side: 'buy',
  price: 0.5147,
  qty: 6423.4,
  ord_type: 'limit',
  trade_id: 1,
};

/** A minute's candle of the second interface. */
export const candle = (begin: number, part: object = {}): object => ({
  symbol: 'ETH/USD',
  open: 3,
  high: 5,
  low: 2,
  close: 4,
  trades: 9,
  volume: 13,
  vwap: 3.5,
  interval: 1,
  interval_begin: new Date(begin).toISOString().replace('.000Z', '.000000000Z'),
  ...part,
});

/** Channels that carry no price for us. */
export const DECOYS = [
  'book',
  'level3',
  'ticker',
  'heartbeat',
  'status',
  'instrument',
  'executions',
  'balances',
  'Trade',
];
