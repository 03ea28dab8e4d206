import type { ISeriesPrimitiveAxisView } from 'lightweight-charts';
import type { Candle } from '../../../../shared/candle.ts';
import type { Milliseconds } from '../../../../shared/units.ts';
import type { ChartLayer } from '../chart-layer.ts';
import { themeColors, type ThemeColors } from '../chart-theme.ts';
import { textOn } from '../color.ts';
import type { MainSeries } from '../series/series-kind.ts';
import { countdownText, isCounting, untilNextSecond } from './countdown.ts';
import { paneView, type DrawingTarget, type Primitive } from './primitive.ts';

const DASH_PX = [2, 2];
/** The height of a label of the price scale. */
const LABEL_PX = 16;
const OUTSIDE = -1_000;
/** As wide as a digit. */
const DIGIT_SPACE = '\u2007';

export interface LivePriceParts {
  /** By the broker's clock. */
  readonly now: () => Milliseconds;
  readonly duration: () => Milliseconds;
  readonly colorOf: (candle: Candle, colors: ThemeColors) => string;
  /** Calls `draw` when it is the chart's turn: the seconds of many charts end together. */
  readonly inTurn: (draw: () => void) => void;
}

/** The last price: a line, its label on the price scale, and under that the time until its candle closes. */
export class LivePrice implements ChartLayer {
  readonly #series: MainSeries;
  readonly #parts: LivePriceParts;
  readonly #primitive: Primitive;
  #colors = themeColors();
  #last: Candle | undefined;
  #requestUpdate: () => void = () => undefined;
  #isRemoved = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(series: MainSeries, parts: LivePriceParts) {
    this.#series = series;
    this.#parts = parts;
    const line = paneView('top', (target) => this.#drawLine(target));
    // Of the price's length, so that the two make one block.
    const countdown = () => {
      const text = this.countdown;
      return text === '' ? '' : text.padEnd(this.priceText.length, DIGIT_SPACE);
    };
    const labels = [this.#label(() => this.priceText, 0), this.#label(countdown, LABEL_PX)];
    this.#primitive = {
      attached: ({ requestUpdate }) => (this.#requestUpdate = requestUpdate),
      paneViews: () => [line],
      priceAxisViews: () => labels,
    };
    series.attachPrimitive(this.#primitive);
    this.#waitForSecond();
  }

  get priceText(): string {
    return this.#last ? this.#series.priceFormatter().format(this.#last.close) : '';
  }

  /** Empty where there is nothing to count. */
  get countdown(): string {
    const [now, duration] = [this.#parts.now(), this.#parts.duration()];
    return this.#last && isCounting(now, this.#last.time, duration) ? countdownText(now, duration) : '';
  }

  replace(candles: readonly Candle[]): void {
    this.#last = candles.at(-1);
  }

  update(_late: readonly Candle[], live: readonly Candle[]): void {
    this.#last = live.at(-1) ?? this.#last;
  }

  applyTheme(): void {
    this.#colors = themeColors();
  }

  remove(): void {
    this.#isRemoved = true;
    clearTimeout(this.#timer);
    this.#series.detachPrimitive(this.#primitive);
  }

  get #color(): string {
    return this.#last ? this.#parts.colorOf(this.#last, this.#colors) : 'transparent';
  }

  get #y(): number | null {
    return this.#last ? this.#series.priceToCoordinate(this.#last.close) : null;
  }

  #drawLine(target: DrawingTarget): void {
    const y = this.#y;
    if (y === null) return;
    target.useBitmapCoordinateSpace(({ context, bitmapSize, horizontalPixelRatio, verticalPixelRatio }) => {
      const middle = Math.round(y * verticalPixelRatio) + 0.5;
      context.save();
      context.strokeStyle = this.#color;
      context.setLineDash(DASH_PX.map((length) => length * horizontalPixelRatio));
      context.beginPath();
      context.moveTo(0, middle);
      context.lineTo(bitmapSize.width, middle);
      context.stroke();
      context.restore();
    });
  }

  #label(text: () => string, below: number): ISeriesPrimitiveAxisView {
    return {
      // Where it is fixed the library wants it elsewhere for the labels that it moves out of each other's way.
      coordinate: () => OUTSIDE,
      fixedCoordinate: () => (this.#y ?? OUTSIDE) + below * this.#side,
      text,
      textColor: () => textOn(this.#color),
      backColor: () => this.#color,
      visible: () => this.#y !== null && text() !== '',
      tickVisible: () => false,
    };
  }

  /** The countdown stands above the price where there is no room under it. */
  get #side(): 1 | -1 {
    const height = this.#series.getPane().getHeight();
    return (this.#y ?? 0) + 1.5 * LABEL_PX > height ? -1 : 1;
  }

  readonly #redraw = (): void => {
    if (!this.#isRemoved) this.#requestUpdate();
  };

  #waitForSecond(): void {
    this.#timer = setTimeout(() => {
      if (this.countdown !== '' && document.visibilityState === 'visible') this.#parts.inTurn(this.#redraw);
      this.#waitForSecond();
    }, untilNextSecond(this.#parts.now()));
  }
}
