import type { BrokerEvent } from '../extension/brokers/broker.ts';
import { binance } from '../extension/brokers/binance/binance.ts';
import { decodeJson } from './decode-frames.ts';

/** A trade's time, UTC ms. */
export const T = Date.UTC(2026, 0, 5, 10, 30, 0, 136);
/** When its frame is received. */
export const NOW = T + 40;
export const aggTrade = {
  e: 'aggTrade',
  E: T + 5,
  s: 'BNBBTC',
  a: 12_345,
  p: '0.00100000',
  q: '100',
  f: 100,
  l: 105,
  T,
  m: true,
  M: true,
};
export const trade = {
  e: 'trade',
  E: T + 5,
  s: 'BTCUSDT',
  t: 1,
  p: '68298.01000000',
  q: '1',
  T,
  m: true,
  M: true,
};
/** When the minute began that ended last. */
export const MINUTE = T - (T % 60_000) - 60_000;
export const k = {
  t: MINUTE,
  T: MINUTE + 59_999,
  s: 'BTCUSDT',
  i: '1m',
  f: 100,
  L: 200,
  o: '10.5',
  c: '11.5',
  h: '12',
  l: '9',
  v: '1000',
  n: 100,
  x: true,
  q: '1',
  V: '5',
  Q: '5',
  B: '0',
};
export const kline = { e: 'kline', E: MINUTE + 60_001, s: 'BTCUSDT', k };

/** What a new socket's messages say, all received at one time. */
export const decode = (...messages: unknown[]): BrokerEvent[] => decodeJson(binance, messages, NOW);
/** What follows a spot trade on one socket. */
export const afterTrade = (...messages: unknown[]): BrokerEvent[] => decode(trade, ...messages).slice(1);

/** Events that carry no price for us. */
export const DECOYS = [
  'depthUpdate',
  '24hrTicker',
  '24hrMiniTicker',
  '1hTicker',
  'bookTicker',
  'avgPrice',
  'markPriceUpdate',
  'continuous_kline',
  'forceOrder',
  'blockTrade',
  'executionReport',
  'outboundAccountPosition',
  'TRADE',
  'constructor',
  '__proto__',
];
