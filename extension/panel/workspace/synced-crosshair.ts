import type { IChartApi, MouseEventHandler, Time } from 'lightweight-charts';
import type { Candle } from '../../../shared/candle.ts';
import { lastUpTo } from '../chart/candle-search.ts';
import type { ChartLayer } from '../chart/chart-layer.ts';
import type { LayerCreator } from '../chart/chart-layers.ts';
import { chartTime, timeUnder, type MainSeries } from '../chart/series/series-kind.ts';

/** What it needs of a chart. */
export interface CrosshairCell {
  readonly candles: readonly Candle[];
  addLayer(create: LayerCreator): () => void;
  /** Shows the figures of the candle at a time, UTC ms, as the crosshair would. */
  legendAt(time: number | undefined): void;
}

/** Charts whose crosshairs stand at the time that the pointer is at in one of them, whatever their timeframes. */
export class SyncedCrosshair {
  readonly #layers = new Set<CrosshairLayer>();
  #pointed: CrosshairLayer | undefined;

  /** The answer takes the chart out again. */
  join(cell: CrosshairCell): () => void {
    return cell.addLayer((chart, series) => {
      const layer = new CrosshairLayer(chart, series, cell, {
        onMove: (time, isByPointer) => this.#move(layer, time, isByPointer),
        onRemove: () => this.#remove(layer),
      });
      this.#layers.add(layer);
      return layer;
    });
  }

  #move(layer: CrosshairLayer, time: number | undefined, isByPointer: boolean): void {
    // Charts tell of their crosshair when they scroll, too. Only the one under the pointer leads.
    if (isByPointer) this.#pointed = layer;
    if (layer !== this.#pointed) return;
    if (time === undefined) this.#pointed = undefined;
    for (const other of this.#layers) if (other !== layer) other.pointAt(time);
  }

  #remove(layer: CrosshairLayer): void {
    this.#layers.delete(layer);
    if (this.#pointed === layer) this.#move(layer, undefined, false);
  }
}

interface CrosshairListener {
  readonly onMove: (time: number | undefined, isByPointer: boolean) => void;
  readonly onRemove: () => void;
}

/** One chart's part in it. */
class CrosshairLayer implements ChartLayer {
  readonly #chart: IChartApi;
  readonly #series: MainSeries;
  readonly #cell: CrosshairCell;
  readonly #listener: CrosshairListener;

  constructor(chart: IChartApi, series: MainSeries, cell: CrosshairCell, listener: CrosshairListener) {
    this.#chart = chart;
    this.#series = series;
    this.#cell = cell;
    this.#listener = listener;
    chart.subscribeCrosshairMove(this.#follow);
  }

  /** Points at the close of the candle of a time, UTC ms; at nothing where there is none. */
  pointAt(time: number | undefined): void {
    const { candles } = this.#cell;
    const candle = time === undefined ? undefined : candles[lastUpTo(candles, time)];
    this.#cell.legendAt(candle?.time);
    if (candle) this.#chart.setCrosshairPosition(candle.close, chartTime(candle.time), this.#series as never);
    else this.#chart.clearCrosshairPosition();
  }

  replace(): void {
    return;
  }

  update(): void {
    return;
  }

  applyTheme(): void {
    return;
  }

  remove(): void {
    this.#chart.unsubscribeCrosshairMove(this.#follow);
    this.#listener.onRemove();
  }

  readonly #follow: MouseEventHandler<Time> = ({ time, sourceEvent }) => {
    this.#listener.onMove(time === undefined ? undefined : timeUnder(time), sourceEvent !== undefined);
  };
}
