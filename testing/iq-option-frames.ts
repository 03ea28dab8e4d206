import type { BrokerEvent } from '../extension/brokers/broker.ts';
import { iqOption } from '../extension/brokers/iq-option/iq-option.ts';
import { milliseconds, type Milliseconds } from '../shared/units.ts';
import { decodeFrames, type Frame } from './decode-frames.ts';

/** UTC ms: 2026-09-24 16:06:19. */
export const T = 1790265979214;
/** When a frame of then is received. */
export const NOW = milliseconds(T + 80);

export const frame = (name: string, msg: unknown): string =>
  JSON.stringify({ name, microserviceName: 'quotes', msg });
/** The broker's clock, `ahead` ms ahead of UTC. */
export const sync = (ahead = 0): string => JSON.stringify({ name: 'timeSync', msg: T + 50 + ahead });
/** A candle of `size` seconds that a price at `time`, UTC ms, has changed. */
export const candle = (activeId: number, time: number, close: number, size = 1): string =>
  frame('candle-generated', {
    active_id: activeId,
    size,
    at: time * 1e6,
    from: Math.floor(time / 1000),
    to: Math.floor(time / 1000) + size,
    id: 147437049,
    open: close,
    close,
    min: close,
    max: close,
    ask: close + 0.00001,
    bid: close - 0.00001,
    volume: 0,
    phase: 'T',
  });

/** What a frame with one new price says. */
export const live = (pair: string, price: number, timestamp: number) => ({
  type: 'ticks',
  origin: 'live',
  ticks: [{ pair, price, timestamp }],
});

/** What a new socket's frames say, all received at one time. */
export const decode = (frames: Frame[], receivedAt: Milliseconds = NOW): BrokerEvent[] =>
  decodeFrames(iqOption, frames, receivedAt);

/** Messages of the same socket that carry no price, or none that is read. */
export const DECOYS = [
  'heartbeat',
  'profile',
  'balances',
  'balance-changed',
  'front',
  'authenticated',
  'result',
  'candles',
  'first-candles',
  'actives-index',
  'positions',
  'positions-state',
  'position-changed',
  'traders-mood-changed',
  'live-deal',
  'live-deal-binary-option-placed',
  'instrument-quotes-generated',
  'client-price-generated',
  'spot-buyback-generated',
  'quote-generated',
  'constructor',
  '__proto__',
];
