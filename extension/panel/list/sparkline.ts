import type { RecentQuotes } from '../data/recent-quotes.ts';
import { sparklinePoints } from './sparkline-points.ts';

const SVG = 'http://www.w3.org/2000/svg';
/** Fewer make a stroke, not a course. */
const FEWEST_TICKS = 5;
const SHORTEST_INTERVAL_MS = 500;

/**
 * The last ticks of a pair as a line, redrawn at most twice a second. It is SVG, because each canvas is a layer of
 * its own that every frame of the panel, the chart's too, has to put together.
 */
export class Sparkline {
  readonly root = document.createElementNS(SVG, 'svg');
  readonly #line = document.createElementNS(SVG, 'polyline');
  readonly #width: number;
  readonly #height: number;
  #drawnAt = Number.NEGATIVE_INFINITY;

  /** Its shape; how large it is shown is the style's. */
  constructor(width: number, height: number) {
    this.#width = width;
    this.#height = height;
    this.root.classList.add('sparkline');
    this.root.ariaHidden = 'true';
    this.root.setAttribute('viewBox', `0 0 ${width} ${height}`);
    // A narrow list gives it a narrow column, which it fills.
    this.root.setAttribute('preserveAspectRatio', 'none');
    this.root.append(this.#line);
  }

  /** Whether enough time has passed to draw again. */
  get isDue(): boolean {
    return performance.now() - this.#drawnAt >= SHORTEST_INTERVAL_MS;
  }

  draw(recent: RecentQuotes): void {
    this.#drawnAt = performance.now();
    if (recent.size < FEWEST_TICKS) return;
    const prices = Array.from({ length: recent.size }, (_, index) => recent.price(index));
    this.#line.setAttribute('points', sparklinePoints(prices, this.#width, this.#height));
  }
}
