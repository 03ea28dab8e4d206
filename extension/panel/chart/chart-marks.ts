import type { Candle } from '../../../shared/candle.ts';
import type { FeedGap } from '../../../shared/feed-span.ts';
import type { Milliseconds } from '../../../shared/units.ts';
import { texts } from '../texts/texts.ts';
import type { FrameQueue } from '../list/frame-queue.ts';
import type { BrokerTime } from './broker-time.ts';
import type { LayerCreator } from './chart-controller.ts';
import { Legend } from './layers/legend.ts';
import { LivePrice } from './layers/live-price.ts';
import { LostFeed, type DrawnStretch } from './layers/lost-feed.ts';
import type { SeriesKind } from './series/series-kind.ts';

export interface ChartMarksParts {
  readonly place: HTMLElement;
  readonly addLayer: (create: LayerCreator) => void;
  readonly brokerTime: () => BrokerTime;
  readonly candles: () => readonly Candle[];
  readonly gaps: () => readonly FeedGap[];
  readonly duration: () => Milliseconds;
  readonly kind: () => SeriesKind;
  /** Calls `draw` when it is the chart's turn. */
  readonly inTurn: (draw: () => void) => void;
  readonly frames: FrameQueue;
}

/** What the marks show now, for tests and the demo. */
export interface DrawnMarks {
  readonly price: string;
  /** Empty where nothing is counted. */
  readonly countdown: string;
  readonly lostFeed: readonly DrawnStretch[];
}

/** What every chart has beside its candles: the live price, the legend, and where the feed was lost. */
export class ChartMarks {
  #livePrice: LivePrice | undefined;
  #lostFeed: LostFeed | undefined;
  #legend: Legend | undefined;

  constructor({
    addLayer,
    place,
    brokerTime,
    candles,
    gaps,
    duration,
    kind,
    inTurn,
    frames,
  }: ChartMarksParts) {
    addLayer(
      (_chart, series) =>
        (this.#livePrice = new LivePrice(series, {
          now: () => brokerTime().now(),
          duration,
          colorOf: kind().priceColor,
          inTurn,
        })),
    );
    addLayer(
      (chart, series) =>
        (this.#lostFeed = new LostFeed(chart, series, { gaps, duration, label: texts.lostFeed })),
    );
    addLayer(
      (chart, series) =>
        (this.#legend = new Legend(chart, series, {
          place,
          candles,
          isTicks: () => duration() === 0,
          frames,
        })),
    );
  }

  gapsChanged(): void {
    this.#lostFeed?.gapsChanged();
  }

  /** Shows the figures of the candle at a time, UTC ms; without one, of the last. */
  legendAt(time: number | undefined): void {
    this.#legend?.pointAt(time);
  }

  get drawn(): DrawnMarks {
    return {
      price: this.#livePrice?.priceText ?? '',
      countdown: this.#livePrice?.countdown ?? '',
      lostFeed: this.#lostFeed?.drawn ?? [],
    };
  }
}
