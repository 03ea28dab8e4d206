import type { BrokerEvent } from '../extension/brokers/broker.ts';
import { quotex } from '../extension/brokers/quotex/quotex.ts';
import { milliseconds, type Milliseconds } from '../shared/units.ts';
import { decodeFrames, jsonBytes, type Frame } from './decode-frames.ts';
import { inline } from './socket-io-frames.ts';

export type { Frame } from './decode-frames.ts';
export { header, inline } from './socket-io-frames.ts';

/** Broker seconds: 2026-09-24 16:06:19 UTC. */
export const T = 1790265979;
/** The same in UTC ms: this feed's clock is right. */
export const UTC = T * 1000;
/** When its frame is received. */
export const NOW = milliseconds(UTC + 300);

/** An attachment's bytes, as Engine.IO 3 writes them. */
export const attachment = (payload: unknown): Uint8Array => new Uint8Array([4, ...jsonBytes(payload)]);
/** The frame by whose tick the socket's clock becomes known. */
export const LIVE = inline('quotes/stream', [['EURCHF', T, 0.94, 0]]);

/** What a new socket's frames say, all received at one time. */
export const decode = (frames: Frame[], receivedAt: Milliseconds = NOW): BrokerEvent[] =>
  decodeFrames(quotex, frames, receivedAt);

/** What frames say once the socket's clock is known. */
export const decodeLive = (...frames: Frame[]): BrokerEvent[] => decode([LIVE, ...frames]).slice(1);

/** Events of the same socket that carry no price, or nothing that is read. */
export const DECOYS = [
  'depth/change',
  'chart_notification/get',
  'settings/list',
  's_settings/apply',
  's_authorization',
  's_balance/list',
  'balance',
  'orders/opened/list',
  'orders/closed/list',
  'pending/list',
  'signals/list',
  'tick',
  'quotes/Stream',
  'constructor',
  '__proto__',
];
