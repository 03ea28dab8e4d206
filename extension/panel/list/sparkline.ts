import type { RecentQuotes } from '../data/recent-quotes.ts';

const PADDING_PX = 2;
/** Fewer make a stroke, not a course. */
const FEWEST_TICKS = 5;
const SHORTEST_INTERVAL_MS = 500;

/** The last ticks of a pair as a line, redrawn at most twice a second. */
export class Sparkline {
  readonly root = document.createElement('canvas');
  readonly #width: number;
  readonly #height: number;
  #drawnAt = Number.NEGATIVE_INFINITY;

  constructor(width: number, height: number) {
    this.#width = width;
    this.#height = height;
    this.root.className = 'sparkline';
    this.root.ariaHidden = 'true';
    this.root.style.width = `${width}px`;
    this.root.style.height = `${height}px`;
  }

  /** Whether enough time has passed to draw again. */
  get isDue(): boolean {
    return performance.now() - this.#drawnAt >= SHORTEST_INTERVAL_MS;
  }

  draw(recent: RecentQuotes): void {
    this.#drawnAt = performance.now();
    const context = this.#cleared();
    if (!context || recent.size < FEWEST_TICKS) return;
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let index = 0; index < recent.size; index++) {
      low = Math.min(low, recent.price(index));
      high = Math.max(high, recent.price(index));
    }
    const stepX = (this.#width - 2 * PADDING_PX) / (recent.size - 1);
    const stepY = high > low ? (this.#height - 2 * PADDING_PX) / (high - low) : 0;
    const y = (price: number) => (stepY === 0 ? this.#height / 2 : PADDING_PX + (high - price) * stepY);
    context.beginPath();
    for (let index = 0; index < recent.size; index++) {
      context.lineTo(PADDING_PX + index * stepX, y(recent.price(index)));
    }
    context.strokeStyle = getComputedStyle(this.root).color;
    context.lineJoin = 'round';
    context.stroke();
  }

  #cleared(): CanvasRenderingContext2D | null {
    const ratio = devicePixelRatio;
    const [width, height] = [Math.round(this.#width * ratio), Math.round(this.#height * ratio)];
    const context = this.root.getContext('2d');
    if (this.root.width !== width || this.root.height !== height) {
      this.root.width = width;
      this.root.height = height;
    } else {
      context?.setTransform(1, 0, 0, 1, 0, 0);
      context?.clearRect(0, 0, width, height);
    }
    context?.setTransform(ratio, 0, 0, ratio, 0, 0);
    return context;
  }
}
