import type { IChartApi, MouseEventHandler, Time } from 'lightweight-charts';
import type { Candle } from '../../../../shared/candle.ts';
import { element, setText } from '../../list/elements.ts';
import { FrameQueue, type Paintable } from '../../list/frame-queue.ts';
import { texts } from '../../texts/texts.ts';
import { lastUpTo } from '../candle-search.ts';
import type { ChartLayer } from '../chart-layer.ts';
import { timeUnder, type MainSeries } from '../series/series-kind.ts';
import { legendLine, type LegendFigure } from './legend-line.ts';

const GAP_PX = 8;
export interface LegendParts {
  /** It stands over the chart within this element. */
  readonly place: HTMLElement;
  readonly candles: () => readonly Candle[];
  readonly isTicks: () => boolean;
  /** In which the last candle's figures are painted; those under the crosshair follow each frame. */
  readonly frames: FrameQueue;
}

/** Open, high, low, close and tick volume of the candle under the crosshair, else of the last one. */
export class Legend implements ChartLayer, Paintable {
  readonly #chart: IChartApi;
  readonly #series: MainSeries;
  readonly #parts: LegendParts;
  readonly #root = element('div', 'chart-legend');
  readonly #values = new Map<LegendFigure['name'], HTMLElement>();
  readonly #crosshairFrames = new FrameQueue(0);
  /** UTC ms, of the candle under the crosshair. */
  #hovered: number | undefined;
  #isRemoved = false;

  constructor(chart: IChartApi, series: MainSeries, parts: LegendParts) {
    this.#chart = chart;
    this.#series = series;
    this.#parts = parts;
    parts.place.append(this.#root);
    chart.subscribeCrosshairMove(this.#follow);
  }

  replace(): void {
    this.#crosshairFrames.add(this);
  }

  update(): void {
    this.#parts.frames.add(this);
  }

  applyTheme(): void {
    return;
  }

  remove(): void {
    this.#isRemoved = true;
    this.#chart.unsubscribeCrosshairMove(this.#follow);
    this.#root.remove();
  }

  /** Shows the candle at a time, UTC ms; without one, the last. */
  pointAt(time: number | undefined): void {
    if (time === this.#hovered) return;
    this.#hovered = time;
    this.#crosshairFrames.add(this);
  }

  paint(): boolean {
    // A frame may come after the chart has gone.
    if (this.#isRemoved) return false;
    const candle = this.#candle();
    this.#root.hidden = candle === undefined;
    if (!candle) return false;
    const formatter = this.#series.priceFormatter();
    const { direction, figures } = legendLine(candle, this.#parts.isTicks(), (price) =>
      formatter.format(price),
    );
    if (figures.length !== this.#values.size) this.#lay(figures);
    for (const { name, text } of figures) {
      const value = this.#values.get(name);
      if (value) setText(value, text);
    }
    this.#root.dataset.direction = direction;
    const right = `${this.#chart.priceScale('right').width() + GAP_PX}px`;
    if (this.#root.style.right !== right) this.#root.style.right = right;
    return false;
  }

  #candle(): Candle | undefined {
    const candles = this.#parts.candles();
    return this.#hovered === undefined ? candles.at(-1) : candles[lastUpTo(candles, this.#hovered)];
  }

  #lay(figures: readonly LegendFigure[]): void {
    this.#values.clear();
    const items = figures.map(({ name }) => {
      const value = element('span', 'legend-value');
      this.#values.set(name, value);
      const item = element(
        'span',
        `legend-${name}`,
        element('span', 'legend-name', texts.legend[name]),
        value,
      );
      return item;
    });
    this.#root.replaceChildren(...items);
  }

  readonly #follow: MouseEventHandler<Time> = ({ time, seriesData }) => {
    // Over an empty place there is no candle; the last one's figures are of more use than none.
    const isOver = time !== undefined && seriesData.has(this.#series as never);
    this.pointAt(isOver ? timeUnder(time) : undefined);
  };
}
