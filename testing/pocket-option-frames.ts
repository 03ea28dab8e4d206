import { pocketOption } from '../extension/brokers/pocket-option/pocket-option.ts';
import type { BrokerEvent } from '../extension/brokers/broker.ts';
import { milliseconds, type Milliseconds } from '../shared/units.ts';
import { decodeFrames, type Frame } from './decode-frames.ts';
import { inline } from './socket-io-frames.ts';

export type { Frame } from './decode-frames.ts';
export { jsonBytes as bytes } from './decode-frames.ts';
export { header, inline } from './socket-io-frames.ts';

/** Broker seconds: 2025-08-31 20:47 UTC, two hours ahead. */
export const T = 1756687630;
/** `T` in UTC ms. */
export const UTC = (T - 7_200) * 1000;
/** When its frame is received. */
export const NOW = milliseconds(UTC + 400);

/** The frame by whose tick the socket's clock becomes known, and what it says. */
export const LIVE = inline('updateStream', [['EURUSD_otc', T, 1.1]]);
export const LIVE_EVENT = {
  type: 'ticks',
  origin: 'live',
  ticks: [{ pair: 'EURUSD_otc', price: 1.1, timestamp: UTC }],
};

/** What a new socket's frames say, all received at one time. */
export const decode = (frames: Frame[], receivedAt: Milliseconds = NOW): BrokerEvent[] =>
  decodeFrames(pocketOption, frames, receivedAt);

/** What frames say once the socket's clock is known. */
export const decodeLive = (...frames: Frame[]): BrokerEvent[] => decode([LIVE, ...frames]).slice(1);

/** Payloads that look like prices, from the recordings, under names that carry none. */
export const DECOYS = [
  'signals/update',
  'signals/load',
  'depth/change',
  'updateAssets',
  'successsignals/stats',
  'successupdateBalance',
  'updateOpenedDeals',
  'updateClosedDeals',
  'successprice-alert/load',
  'chat_room_list',
  'updatestream',
  'constructor',
  '__proto__',
];
