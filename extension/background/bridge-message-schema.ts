import * as v from 'valibot';
import { MAX_SPANS_PER_MESSAGE } from '../../shared/feed-span.ts';
import { isPair, type Pair } from '../../shared/pair.ts';
import { ASSETS_MESSAGE, MAX_CANDLES, PAGE_MESSAGE } from '../../shared/protocol.ts';
import type { Milliseconds } from '../../shared/units.ts';
import { MAX_TICKS_PER_BATCH } from '../contracts/bridge-messages.ts';

const id = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const pair = v.custom<Pair>(isPair);
const price = v.pipe(v.number(), v.finite());
const wholeMilliseconds = v.custom<Milliseconds>((value) => Number.isSafeInteger(value));

/** A content script shares its process with the page: what it sends is validated like a stranger's. */
export const BRIDGE_MESSAGE = v.variant('type', [
  v.object({
    type: v.literal('ticks'),
    id,
    /** Each is validated alone. */
    ticks: v.pipe(v.array(v.unknown()), v.maxLength(MAX_TICKS_PER_BATCH)),
    isHistory: v.optional(v.literal(true)),
  }),
  v.object({
    type: v.literal('candles'),
    id,
    pair,
    duration: v.pipe(wholeMilliseconds, v.minValue(1_000 as Milliseconds)),
    candles: v.pipe(
      v.array(v.strictTuple([wholeMilliseconds, price, price, price, price])),
      v.maxLength(MAX_CANDLES),
    ),
  }),
  v.object({
    type: v.literal('feedSpans'),
    id,
    /** Each is validated alone. */
    spans: v.pipe(v.array(v.unknown()), v.maxLength(MAX_SPANS_PER_MESSAGE)),
  }),
  v.object({ type: v.literal('renamed'), id, from: pair, to: pair }),
  v.object({ type: v.literal('unwatched'), hasWorker: v.boolean(), hasStream: v.boolean() }),
  ASSETS_MESSAGE,
  PAGE_MESSAGE,
  v.object({
    type: v.literal('dropped'),
    ticks: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(1_000_000)),
  }),
]);

export type ValidBridgeMessage = v.InferOutput<typeof BRIDGE_MESSAGE>;
