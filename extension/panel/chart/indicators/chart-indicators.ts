import { effect, type ReadonlySignal } from '@preact/signals';
import type { IChartApi } from 'lightweight-charts';
import type { Candle } from '../../../../shared/candle.ts';
import type { DrawnIndicator } from '../../diagnostics.ts';
import type { LayerCreator } from '../chart-controller.ts';
import type { IndicatorChoice } from './indicator-choice.ts';
import { drawnIndicator } from './drawn-indicator.ts';
import { IndicatorLayer } from './indicator-layer.ts';
import { sharePanes } from './pane-heights.ts';

/** So much of the candles' pane is the legend's before the labels begin: two rows on a narrow chart, px. */
const LEGEND_PX = 36;
/** From a pane's border to its label, px. */
const PANE_LABEL_PX = 2;

/** What it needs of the chart. */
export interface IndicatorCell {
  readonly element: HTMLElement;
  readonly candles: readonly Candle[];
  readonly digits: number | undefined;
  addLayer(create: LayerCreator): () => void;
}

interface Shown {
  readonly layer: IndicatorLayer;
  readonly remove: () => void;
}

/** Keeps the chosen indicators on one chart. */
export class ChartIndicators {
  readonly #cell: IndicatorCell;
  readonly #shown = new Map<number, Shown>();
  readonly #stop: () => void;
  #chart: IChartApi | undefined;
  #choices: readonly IndicatorChoice[] = [];
  #panes = 0;
  #hasOtherPanes = false;

  constructor(cell: IndicatorCell, choices: ReadonlySignal<readonly IndicatorChoice[]>) {
    this.#cell = cell;
    this.#stop = effect(() => this.#show(choices.value));
  }

  /** What is on the chart, as the chart has it. */
  drawn(): DrawnIndicator[] {
    return [...this.#shown.values()].map(({ layer }) => drawnIndicator(layer));
  }

  destroy(): void {
    this.#stop();
    this.#show([]);
  }

  #show(choices: readonly IndicatorChoice[]): void {
    this.#choices = choices;
    for (const [id, { layer, remove }] of this.#shown) {
      if (choices.some((choice) => choice.id === id && choice.kind === layer.choice.kind)) continue;
      remove();
      this.#shown.delete(id);
    }
    for (const choice of choices) {
      const layer = this.#shown.get(choice.id)?.layer;
      if (!layer) this.#add(choice);
      // What is only kept anew is another object with the same content.
      else if (JSON.stringify(layer.choice) !== JSON.stringify(choice))
        layer.configure(choice, this.#cell.candles);
    }
    this.#arrange();
  }

  #add(added: IndicatorChoice): void {
    const { id } = added;
    // Made again where another kind of main series takes the place of the first; its choice may have changed.
    const create: LayerCreator = (chart) => {
      const choice = this.#choices.find((current) => current.id === id) ?? added;
      // Without this its pane would go with the first main series, and the candles into another's.
      chart.panes()[0]?.setPreserveEmptyPane(true);
      const layer = new IndicatorLayer(chart, choice, () => this.#cell.digits);
      this.#chart = chart;
      this.#shown.set(id, { layer, remove: () => remove() });
      if (layer.hasPane) this.#hasOtherPanes = true;
      this.#arrange();
      return layer;
    };
    const remove = this.#cell.addLayer(create);
  }

  #arrange(): void {
    const layers = [...this.#shown.values()].map(({ layer }) => layer);
    const overlays = layers.filter(({ hasPane }) => !hasPane);
    for (const [row, { legend }] of overlays.entries()) legend.label.place(row, LEGEND_PX);
    const panes = layers.filter(({ hasPane }) => hasPane);
    for (const { legend } of panes) legend.label.place(0, PANE_LABEL_PX);
    // The trader may have drawn the borders; only other panes move them.
    if ((panes.length === this.#panes && !this.#hasOtherPanes) || !this.#chart) return;
    this.#hasOtherPanes = false;
    this.#panes = panes.length;
    this.#cell.element.dataset.panes = String(panes.length);
    sharePanes(this.#chart);
  }
}
