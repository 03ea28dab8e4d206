import { formatAge } from '../data/age-format.ts';
import type { PairQuote } from '../data/pair-board.ts';
import { milliseconds, type Milliseconds } from '../../../shared/units.ts';
import { element, setText } from './elements.ts';
import type { Paintable } from './frame-queue.ts';
import { ChangeText, PriceText } from './price-text.ts';
import { Sparkline } from './sparkline.ts';

const OTC_SUFFIX = ' OTC';
const SPARKLINE_WIDTH = 48;
const SPARKLINE_HEIGHT = 20;
/** From here on an age is dimmed. */
export const STALE_MS = 15_000;

/** One pair's row. Ticks write into its text nodes, past any component. */
export class PairRow implements Paintable {
  readonly root: HTMLButtonElement;
  readonly quote: PairQuote;
  readonly #name = element('span', 'row-name');
  readonly #tag = element('span', 'row-tag');
  readonly #sparkline = new Sparkline(SPARKLINE_WIDTH, SPARKLINE_HEIGHT);
  readonly #price = new PriceText('row-price');
  readonly #change = new ChangeText();
  readonly #age = element('span', 'age');

  constructor(quote: PairQuote) {
    this.quote = quote;
    this.root = element(
      'button',
      'row',
      element('span', 'row-label', this.#name, this.#tag),
      this.#sparkline.root,
      this.#price.root,
      this.#change.root,
      this.#age,
    );
    this.root.type = 'button';
    this.root.dataset.pair = quote.pair;
    this.paint();
  }

  set isSelected(selected: boolean) {
    this.root.ariaCurrent = selected ? 'true' : null;
  }

  paint(): boolean {
    this.#paintLabel();
    this.#change.show(this.quote.change);
    if (this.#sparkline.isDue) this.#sparkline.draw(this.quote.recent);
    return this.#price.show(this.quote);
  }

  /** Called each second: an age grows and a sparkline's last ticks are drawn without a tick. */
  paintClock(now: Milliseconds): void {
    const { seenAt } = this.quote;
    if (seenAt === undefined) return;
    const age = milliseconds(now - seenAt);
    setText(this.#age, formatAge(age));
    const isStale = age >= STALE_MS;
    this.root.classList.toggle('stale', isStale);
    if (!isStale) this.#sparkline.draw(this.quote.recent);
  }

  /** Rows of OTC pairs differ in what stands before it, so that is what gets the room. */
  #paintLabel(): void {
    const { label, pair } = this.quote;
    const isOtc = label.endsWith(OTC_SUFFIX);
    setText(this.#name, isOtc ? label.slice(0, -OTC_SUFFIX.length) : label);
    setText(this.#tag, isOtc ? OTC_SUFFIX.trim() : '');
    const title = `${label} (${pair})`;
    if (this.root.title !== title) this.root.title = title;
  }
}
