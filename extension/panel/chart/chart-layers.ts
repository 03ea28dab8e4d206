import type { IChartApi } from 'lightweight-charts';
import type { Candle } from '../../../shared/candle.ts';
import type { ChartLayer } from './chart-layer.ts';
import type { MainSeries } from './series/series-kind.ts';

/** Puts a layer on the chart whose candles `series` shows. Called again where another series takes its place. */
export type LayerCreator = (chart: IChartApi, series: MainSeries) => ChartLayer;

interface PlacedLayer {
  readonly create: LayerCreator;
  layer: ChartLayer;
}

/** The layers of one chart, all of them told at once; a change of the series makes them anew. */
export class ChartLayers implements ChartLayer {
  readonly #chart: IChartApi;
  readonly #placed = new Set<PlacedLayer>();

  constructor(chart: IChartApi) {
    this.#chart = chart;
  }

  /** Adds what `create` draws of `candles`, those of `series`; the answer takes it away again. */
  add(create: LayerCreator, series: MainSeries, candles: readonly Candle[]): () => void {
    const placed: PlacedLayer = { create, layer: this.#create(create, series, candles) };
    this.#placed.add(placed);
    return () => {
      if (this.#placed.delete(placed)) placed.layer.remove();
    };
  }

  /** After `remove`: the same layers on another series. */
  moveTo(series: MainSeries, candles: readonly Candle[]): void {
    for (const placed of this.#placed) placed.layer = this.#create(placed.create, series, candles);
  }

  replace(candles: readonly Candle[]): void {
    for (const { layer } of this.#placed) layer.replace(candles);
  }

  update(late: readonly Candle[], live: readonly Candle[]): void {
    for (const { layer } of this.#placed) layer.update(late, live);
  }

  applyTheme(): void {
    for (const { layer } of this.#placed) layer.applyTheme();
  }

  remove(): void {
    for (const { layer } of this.#placed) layer.remove();
  }

  #create(create: LayerCreator, series: MainSeries, candles: readonly Candle[]): ChartLayer {
    const layer = create(this.#chart, series);
    layer.replace(candles);
    return layer;
  }
}
