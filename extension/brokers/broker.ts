import type { Asset } from '../../shared/asset.ts';
import type { Candle } from '../../shared/candle.ts';
import type { Pair } from '../../shared/pair.ts';
import type { PairRename } from '../../shared/pair-rename.ts';
import type { Tick } from '../../shared/tick.ts';
import type { Timeframe } from '../../shared/timeframe.ts';
import type { Milliseconds } from '../../shared/units.ts';
import type { AssetNames } from './wire/asset-names.ts';

/** What a frame says, in the product's terms; nothing else of it leaves the page. */
export type BrokerEvent =
  | { readonly type: 'ticks'; readonly origin: 'live'; readonly ticks: readonly Tick[] }
  /** Every tick that one pair had from the oldest to the newest of them, or to `reaches`, UTC ms, where it is later. */
  | {
      readonly type: 'ticks';
      readonly origin: 'history';
      readonly ticks: readonly Tick[];
      readonly reaches?: Milliseconds;
    }
  /** The broker's own candles, each of them ended: `duration` is their length. */
  | {
      readonly type: 'candles';
      readonly pair: Pair;
      readonly duration: Milliseconds;
      readonly candles: readonly Candle[];
    }
  | { readonly type: 'assets'; readonly assets: readonly Asset[] }
  /** A pair whose ticks came before its name did. */
  | { readonly type: 'renamed'; readonly rename: PairRename }
  | { readonly type: 'favourites'; readonly pairs: readonly Pair[] }
  /** The pair and the timeframe that the page shows. */
  | { readonly type: 'page'; readonly pair: Pair; readonly timeframe?: Timeframe | undefined };

/** Reads the frames of one socket, in order; holds that socket's state. Never throws. */
export interface BrokerDecoder {
  /** `receivedAt`: when the page received the frame, UTC ms. */
  decode(frame: string | Uint8Array, receivedAt: Milliseconds): readonly BrokerEvent[];
}

/** What the broker's facts in its decoder rest on, from the surest to the least sure. */
export type Evidence = 'recorded' | 'documented' | 'experimental';

export interface Broker {
  /** What people call it is in `shared/broker-names.ts`. */
  readonly id: string;
  /** Its pages' hosts; sub-domains belong to them. */
  readonly hosts: readonly string[];
  /**
   * `recorded`: frames of its own page; `documented`: its published interface or several public clients;
   * `experimental`: less than that, so that its prices have to be compared with the page's.
   */
  readonly evidence: Evidence;
  /** Most of its pages have no prices: that one has none is no news. */
  readonly hasOtherPages?: true;
  /** For one more socket of a page; the sockets of one page share `names`, those of two pages do not. */
  createDecoder(names?: AssetNames): BrokerDecoder;
}
