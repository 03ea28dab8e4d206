import type { BrokerTick } from '../wire/broker-prices.ts';
import { brokerTick } from '../wire/broker-tick.ts';
import { isRecord, listOf, priceOf, type WireRecord } from '../wire/wire-values.ts';
import { binomoTime } from './times.ts';

const tickOf = (asset: unknown): BrokerTick | undefined =>
  isRecord(asset)
    ? brokerTick(asset.ric, priceOf(asset.rate), binomoTime(asset.created_at ?? asset.sent_at))
    : undefined;

/**
 * The quotes of `{ data: [{ action: "assets", assets: [{ ric, rate, created_at, ask, bid, precision, repeat }] }],
 * success, errors }`. `rate` is what the chart draws, between `ask` and `bid`. A quote of 2020 has its time as
 * `created_at`, one of 2026 as `sent_at`; where both stand, the quote's own time is taken.
 * Source: GitHub: davin77/bin-cpp `include/binomo-cpp-api-websocket.hpp` (with recorded messages in its comments), and
 * public bots' notes of frames with `sent_at`.
 */
export const ticksOfQuotes = ({ data }: WireRecord): BrokerTick[] =>
  listOf(data)
    .filter(isRecord)
    .filter(({ action }) => action === 'assets')
    .flatMap(({ assets }) => listOf(assets))
    .map(tickOf)
    .filter((tick) => tick !== undefined);
