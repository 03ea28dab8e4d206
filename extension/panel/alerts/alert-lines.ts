import { effect, type ReadonlySignal } from '@preact/signals';
import {
  LineStyle,
  type IChartApi,
  type IPriceLine,
  type ISeriesPrimitive,
  type UTCTimestamp,
} from 'lightweight-charts';
import type { PriceAlert } from '../../contracts/price-alerts.ts';
import type { Pair } from '../../../shared/pair.ts';
import type { LayerCreator, MainSeries } from '../chart/chart-controller.ts';
import type { ChartLayer } from '../chart/chart-layer.ts';
import { AlertTag } from './alert-tag.ts';

export interface AlertLinesParts {
  readonly alerts: ReadonlySignal<readonly PriceAlert[]>;
  /** The pair on the chart. */
  readonly pair: () => Pair | undefined;
  readonly onRemove: (alert: PriceAlert) => void;
  /** `price` as the pointer finds it, not on a pip. */
  readonly onMove: (alert: PriceAlert, price: number) => void;
  /** The trader asks what can be done at a price of the chart; the place in px of the window. */
  readonly onMenu: (pair: Pair, price: number, x: number, y: number) => void;
}

interface AlertLine {
  readonly alert: PriceAlert;
  readonly line: IPriceLine;
  readonly tag: AlertTag;
}

/** The alerts of the pair on the chart, as lines with a tag at their end. */
export const alertLines =
  (parts: AlertLinesParts): LayerCreator =>
  (chart, series) =>
    new AlertLines(chart, series, parts);

class AlertLines implements ChartLayer {
  readonly #chart: IChartApi;
  readonly #series: MainSeries;
  readonly #parts: AlertLinesParts;
  readonly #element: HTMLElement;
  readonly #lines = new Map<string, AlertLine>();
  readonly #stopFollowing: () => void;
  #alerts: readonly PriceAlert[] = [];
  #pair: Pair | undefined;

  /** Draws nothing: the chart calls it whenever it is drawn, when prices may have another place. */
  readonly #placing: ISeriesPrimitive<UTCTimestamp>;

  constructor(chart: IChartApi, series: MainSeries, parts: AlertLinesParts) {
    this.#chart = chart;
    this.#series = series;
    this.#parts = parts;
    this.#element = chart.chartElement().parentElement ?? chart.chartElement();
    this.#element.addEventListener('contextmenu', this.#openMenu);
    const views = [{ renderer: () => ({ draw: () => this.#placeTags() }) }];
    this.#placing = { paneViews: () => views };
    this.#stopFollowing = effect(() => {
      this.#alerts = parts.alerts.value;
      this.#show();
    });
  }

  replace(): void {
    if (this.#parts.pair() !== this.#pair) this.#show();
  }

  update(): void {
    // Prices of lines do not follow the candles.
  }

  applyTheme(): void {
    for (const { alert, line } of this.#lines.values()) line.applyOptions(this.#optionsOf(alert));
  }

  remove(): void {
    this.#stopFollowing();
    this.#element.removeEventListener('contextmenu', this.#openMenu);
    for (const id of [...this.#lines.keys()]) this.#removeLine(id);
  }

  #show(): void {
    this.#pair = this.#parts.pair();
    const shown = new Map(
      this.#alerts.filter(({ pair }) => pair === this.#pair).map((alert) => [alert.id, alert]),
    );
    for (const [id, { alert }] of this.#lines) {
      const now = shown.get(id);
      // One that is marked as reached is drawn anew.
      if (!now || now.reached?.at !== alert.reached?.at) this.#removeLine(id);
    }
    for (const alert of shown.values()) if (!this.#lines.has(alert.id)) this.#addLine(alert);
  }

  #addLine(alert: PriceAlert): void {
    if (this.#lines.size === 0) this.#series.attachPrimitive(this.#placing);
    const line = this.#series.createPriceLine({ price: alert.price, ...this.#optionsOf(alert) });
    const tag = new AlertTag(alert, {
      onRemove: () => this.#parts.onRemove(alert),
      onDrag: (y) => line.applyOptions({ price: this.#priceAt(y) ?? alert.price }),
      onMove: (y) => {
        const price = this.#priceAt(y);
        if (price !== undefined) this.#parts.onMove(alert, price);
      },
    });
    tag.root.hidden = true;
    this.#element.append(tag.root);
    this.#lines.set(alert.id, { alert, line, tag });
  }

  #removeLine(id: string): void {
    const found = this.#lines.get(id);
    if (!found) return;
    this.#lines.delete(id);
    this.#series.removePriceLine(found.line);
    found.tag.root.remove();
    if (this.#lines.size === 0) this.#series.detachPrimitive(this.#placing);
  }

  #optionsOf({ reached }: PriceAlert) {
    const styles = getComputedStyle(document.documentElement);
    const color = styles.getPropertyValue(reached ? '--crosshair' : '--accent').trim();
    return {
      color,
      lineWidth: 1,
      lineStyle: reached ? LineStyle.Dotted : LineStyle.LargeDashed,
      axisLabelVisible: true,
      title: '',
    } as const;
  }

  #placeTags(): void {
    const right = this.#series.priceScale().width();
    const { height } = this.#chart.paneSize(0);
    for (const { line, tag } of this.#lines.values()) {
      const y = this.#series.priceToCoordinate(line.options().price);
      tag.place(y !== null && y >= 0 && y <= height ? y : undefined, right);
    }
  }

  /** `undefined` outside the candles' own pane. */
  #priceAt(y: number): number | undefined {
    if (y < 0 || y > this.#chart.paneSize(0).height) return undefined;
    return this.#series.coordinateToPrice(y) ?? undefined;
  }

  readonly #openMenu = (event: MouseEvent): void => {
    const pair = this.#parts.pair();
    const price = this.#priceAt(event.clientY - this.#element.getBoundingClientRect().top);
    if (pair === undefined || price === undefined) return;
    event.preventDefault();
    this.#parts.onMenu(pair, price, event.clientX, event.clientY);
  };
}
