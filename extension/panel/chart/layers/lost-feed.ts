import type { IChartApi } from 'lightweight-charts';
import type { Candle } from '../../../../shared/candle.ts';
import type { FeedGap } from '../../../../shared/feed-span.ts';
import type { Milliseconds } from '../../../../shared/units.ts';
import { isHole } from '../../data/gap-times.ts';
import type { ChartLayer } from '../chart-layer.ts';
import { themeColors } from '../chart-theme.ts';
import { withAlpha } from '../color.ts';
import { chartTime, type MainSeries } from '../series/series-kind.ts';
import { gapStretch, type AxisPlace } from './gap-stretch.ts';
import { paneView, type DrawingTarget, type Primitive } from './primitive.ts';

const GROUND_ALPHA = 0.07;
const HATCH_ALPHA = 0.22;
const HATCH_STEP_PX = 8;
const LABEL_PADDING_PX = 4;
const FONT_SIZE_PX = 11;
/** A gap is to be seen however far the view is zoomed out. */
const NARROWEST_PX = 2;

export interface LostFeedParts {
  readonly gaps: () => readonly FeedGap[];
  readonly duration: () => Milliseconds;
  /** Over a stretch that has room for it. */
  readonly label: string;
}

/** Where a stretch was drawn, CSS px from the pane's left edge. */
export interface DrawnStretch {
  readonly left: number;
  readonly right: number;
}

/** Hatches the stretches in which no page received the pair, so that they are not taken for a quiet market. */
export class LostFeed implements ChartLayer {
  readonly #chart: IChartApi;
  readonly #series: MainSeries;
  readonly #parts: LostFeedParts;
  readonly #primitive: Primitive;
  #candles: readonly Candle[] = [];
  #color = themeColors().warning;
  #requestUpdate: () => void = () => undefined;
  /** Those in view. */
  drawn: readonly DrawnStretch[] = [];

  constructor(chart: IChartApi, series: MainSeries, parts: LostFeedParts) {
    this.#chart = chart;
    this.#series = series;
    this.#parts = parts;
    const view = paneView('bottom', (target) => this.#draw(target));
    this.#primitive = {
      attached: ({ requestUpdate }) => (this.#requestUpdate = requestUpdate),
      paneViews: () => [view],
    };
    series.attachPrimitive(this.#primitive);
  }

  replace(candles: readonly Candle[]): void {
    this.#candles = candles;
  }

  /** The series that `replace` gave has grown by itself. */
  update(): void {
    return;
  }

  /** The gaps are others now. */
  gapsChanged(): void {
    this.#requestUpdate();
  }

  applyTheme(): void {
    this.#color = themeColors().warning;
  }

  remove(): void {
    this.#series.detachPrimitive(this.#primitive);
  }

  #draw(target: DrawingTarget): void {
    const duration = this.#parts.duration();
    const holes = this.#parts.gaps().filter((gap) => isHole(gap, duration));
    if (holes.length === 0) {
      this.drawn = [];
      return;
    }
    target.useMediaCoordinateSpace(({ context, mediaSize }) => {
      const { width, height } = mediaSize;
      this.drawn = holes.flatMap((gap) => this.#inView(gap, duration, width));
      for (const stretch of this.drawn) this.#hatch(context, stretch, height);
    });
  }

  #inView(gap: FeedGap, duration: number, width: number): DrawnStretch[] {
    const stretch = gapStretch(gap, this.#candles, duration);
    if (!stretch) return [];
    const [from, to] = [this.#x(stretch.from) ?? 0, this.#x(stretch.to) ?? width];
    const left = Math.max(0, Math.min(from, to - NARROWEST_PX));
    const right = Math.min(width, to);
    return right > left ? [{ left, right }] : [];
  }

  #x(place: AxisPlace | undefined): number | undefined {
    if (!place) return undefined;
    const scale = this.#chart.timeScale();
    const middle = scale.timeToCoordinate(chartTime(place.candle.time));
    return middle === null ? undefined : middle + place.bars * scale.options().barSpacing;
  }

  #hatch(context: CanvasRenderingContext2D, { left, right }: DrawnStretch, height: number): void {
    context.save();
    context.beginPath();
    context.rect(left, 0, right - left, height);
    context.clip();
    context.fillStyle = withAlpha(this.#color, GROUND_ALPHA);
    context.fillRect(left, 0, right - left, height);
    context.strokeStyle = withAlpha(this.#color, HATCH_ALPHA);
    context.beginPath();
    for (let x = left - height; x < right; x += HATCH_STEP_PX) {
      context.moveTo(x, height);
      context.lineTo(x + height, 0);
    }
    context.stroke();
    this.#writeLabel(context, left, right, height);
    context.restore();
  }

  #writeLabel(context: CanvasRenderingContext2D, left: number, right: number, height: number): void {
    context.font = `${FONT_SIZE_PX}px ${this.#chart.options().layout.fontFamily}`;
    const room = right - left - 2 * LABEL_PADDING_PX;
    if (context.measureText(this.#parts.label).width > room) return;
    context.fillStyle = this.#color;
    context.textAlign = 'center';
    context.textBaseline = 'bottom';
    context.fillText(this.#parts.label, (left + right) / 2, height - LABEL_PADDING_PX);
  }
}
