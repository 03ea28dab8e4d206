import type { Asset } from '../../shared/asset.ts';
import type { FeedSpanTuple } from '../../shared/feed-span.ts';
import type { Pair } from '../../shared/pair.ts';
import type { PairRename } from '../../shared/pair-rename.ts';
import type { TickTuple } from '../../shared/tick.ts';
import type { Timeframe } from '../../shared/timeframe.ts';
import type { Milliseconds } from '../../shared/units.ts';
import type { UnseenSigns } from './capture-status.ts';

/** Name of the runtime port from a page's content script to the background. */
export const BRIDGE_PORT = 'bridge';

/** The most ticks in one batch of a bridge. */
export const MAX_TICKS_PER_BATCH = 5_000;

/** A broker's candle on its way: prices of an ended candle, `time` its start in UTC ms. */
export type CandleTuple = readonly [time: number, open: number, high: number, low: number, close: number];

/** A message with an `id` is kept by the bridge until the background says `kept` with its id. */
export type KeptBridgeMessage =
  | {
      readonly type: 'ticks';
      readonly id: number;
      readonly ticks: readonly TickTuple[];
      /** They came with the page's history: no price of this moment. */
      readonly isHistory?: true | undefined;
    }
  | {
      readonly type: 'candles';
      readonly id: number;
      readonly pair: Pair;
      readonly duration: Milliseconds;
      readonly candles: readonly CandleTuple[];
    }
  /** Stretches in which the page received prices; at most `MAX_SPANS_PER_MESSAGE`. */
  | { readonly type: 'feedSpans'; readonly id: number; readonly spans: readonly FeedSpanTuple[] }
  /** A pair whose ticks came before its name did. */
  | ({ readonly type: 'renamed'; readonly id: number } & PairRename);

/** bridge → background. Ids count up from 1 for each page; a repeated id is a repeated message. */
export type BridgeMessage =
  | KeptBridgeMessage
  /** Ticks that the bridge had to give up since it last said so. */
  | { readonly type: 'dropped'; readonly ticks: number }
  /** Nothing of a feed has been seen on this page; said again each minute while it is so. */
  | ({ readonly type: 'unwatched' } & UnseenSigns)
  | { readonly type: 'assets'; readonly assets: readonly Asset[] }
  | { readonly type: 'page'; readonly pair: Pair; readonly timeframe?: Timeframe | undefined };

/** background → bridge: these messages are on the disk, in the outbox or at the relay; the bridge may forget them. */
export interface KeptMessage {
  readonly type: 'kept';
  readonly ids: readonly number[];
}
