import { formatAge, STALE_MS } from '../data/age-format.ts';
import type { PairQuote } from '../data/pair-board.ts';
import { milliseconds, type Milliseconds } from '../../../shared/units.ts';
import { texts } from '../texts/texts.ts';
import { element, setText, spoken, titled } from './elements.ts';
import type { Paintable } from './frame-queue.ts';
import { ChangeText, PriceText } from './price-text.ts';
import { Sparkline } from './sparkline.ts';
import { StarButton } from './star-button.ts';

const OTC_SUFFIX = ' OTC';
const SPARKLINE_WIDTH = 48;
const SPARKLINE_HEIGHT = 20;
const { watchlist } = texts;

/** One pair's row. Ticks write into its text nodes, past any component. */
export class PairRow implements Paintable {
  readonly item: HTMLLIElement;
  readonly root: HTMLButtonElement;
  readonly star = new StarButton();
  readonly quote: PairQuote;
  /** Whether it is in view or nearly so; what is not costs nothing. */
  isInView = false;
  readonly #name = element('span', 'row-name');
  readonly #tag = element('span', 'row-tag');
  readonly #sparkline = new Sparkline(SPARKLINE_WIDTH, SPARKLINE_HEIGHT);
  readonly #price = new PriceText('row-price');
  readonly #change = new ChangeText();
  readonly #termsWord = spoken('');
  readonly #terms = element('span', '');
  readonly #termsCell = element('span', 'terms', this.#termsWord, this.#terms);
  readonly #age = element('span', '');

  constructor(quote: PairQuote) {
    this.quote = quote;
    const { changeTitle, ageTitle, spoken: words } = watchlist;
    this.root = element(
      'button',
      'row',
      element('span', 'row-label', this.#name, this.#tag),
      this.#sparkline.root,
      this.#price.root,
      titled(changeTitle, element('span', 'row-change', spoken(words.change), this.#change.root)),
      this.#termsCell,
      titled(ageTitle, element('span', 'age', spoken(words.age), this.#age)),
    );
    this.root.type = 'button';
    this.root.dataset.pair = quote.pair;
    this.item = element('li', 'pair', this.root, this.star.root);
    this.describe();
    this.paint();
  }

  set isSelected(selected: boolean) {
    this.root.ariaCurrent = selected ? 'true' : null;
  }

  /** Of all rows one is where Tab leads to; the arrow keys lead to the others. */
  set isTabStop(isTabStop: boolean) {
    this.root.tabIndex = isTabStop ? 0 : -1;
    this.star.root.tabIndex = this.root.tabIndex;
  }

  paint(): boolean {
    this.#change.show(this.quote.change);
    if (this.#sparkline.isDue) this.#sparkline.draw(this.quote.recent);
    return this.#price.show(this.quote);
  }

  /** Catches up with what it has missed out of view. */
  enterView(now: Milliseconds): void {
    this.isInView = true;
    this.#price.forget();
    this.paint();
    this.paintClock(now);
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

  /** Shows what the broker says of the pair. Rows of OTC pairs differ in what stands before it: that gets the room. */
  describe(): void {
    const { label, pair } = this.quote;
    const isOtc = label.endsWith(OTC_SUFFIX);
    setText(this.#name, isOtc ? label.slice(0, -OTC_SUFFIX.length) : label);
    setText(this.#tag, isOtc ? OTC_SUFFIX.trim() : '');
    titled(watchlist.row(label, pair), this.root);
    this.star.describe(label);
    this.#describeTerms();
  }

  #describeTerms(): void {
    const { payout, isOpen } = this.quote;
    const isClosed = isOpen === false;
    this.item.classList.toggle('closed', isClosed);
    const hasPayout = !isClosed && payout !== undefined;
    setText(this.#terms, isClosed ? watchlist.closed : hasPayout ? watchlist.payout(payout) : '');
    setText(this.#termsWord, hasPayout ? watchlist.spoken.payout : '');
    titled(isClosed ? watchlist.closedTitle : hasPayout ? watchlist.payoutTitle : '', this.#termsCell);
  }
}
