import { signal } from '@preact/signals';
import type { PanelAlerts } from '../alerts/panel-alerts.ts';
import { ChartCell } from '../chart/chart-cell.ts';
import { ChartIndicators } from '../chart/indicators/chart-indicators.ts';
import type { IndicatorChoices } from '../chart/indicators/indicator-choices.ts';
import { labelOf, type PairQuote } from '../data/pair-board.ts';
import type { Shown } from '../data/shown.ts';
import type { FrameQueue } from '../list/frame-queue.ts';
import { Headline } from '../list/headline.ts';
import type { Histories } from '../relay/relay-view.ts';
import type { SyncedCrosshair } from './synced-crosshair.ts';
import type { Turns } from './turns.ts';

/** What every chart of the grid is given. */
export interface ChartSpotParts {
  readonly histories: Histories;
  readonly turns: Turns;
  readonly crosshair: SyncedCrosshair;
  /** In which what stands beside the canvases is painted. */
  readonly frames: FrameQueue;
  readonly indicators: IndicatorChoices;
  /** Absent where no browser watches for them. */
  readonly alerts: PanelAlerts | undefined;
}

let lastId = 0;

/** One place of the grid: a chart with all that stands on it, and its title. */
export class ChartSpot {
  /** Tells it from every other, before and after. */
  readonly id = ++lastId;
  readonly cell: ChartCell;
  readonly indicators: ChartIndicators;
  readonly headline = new Headline();
  readonly shown = signal<Shown | undefined>(undefined);
  /** Changes with the pair and with what the relay says of it. */
  readonly label = signal('');
  readonly #takeAways: (() => void)[];

  constructor({ histories, turns, crosshair, frames, indicators, alerts }: ChartSpotParts) {
    this.cell = new ChartCell({ histories, pace: turns, frames });
    this.indicators = new ChartIndicators(this.cell, indicators.signal);
    this.#takeAways = [crosshair.join(this.cell)];
    if (alerts) this.#takeAways.push(alerts.attach(this.cell));
  }

  show(shown: Shown, quote: PairQuote | undefined): void {
    this.shown.value = shown;
    this.label.value = labelOf(shown.pair, quote);
    this.headline.show(quote);
    if (!this.cell.show(shown, quote)) this.cell.followDigits(quote);
  }

  destroy(): void {
    for (const takeAway of this.#takeAways) takeAway();
    this.indicators.destroy();
    this.cell.destroy();
    this.cell.element.remove();
  }
}
