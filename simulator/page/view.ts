import type { PageAsset, Quote, Received } from './feed-reader.ts';
import { drawPriceLine } from './price-line.ts';

/** Ticks on the line. */
const LINE_TICKS = 400;
/** Often enough to look alive; drawing must not compete with what a measurement looks at. */
const REDRAW_MS = 100;
const SECOND_MS = 1_000;
const DEFAULT_ASSET: PageAsset = { label: '', digits: 5, payout: 0 };

const element = (id: string): HTMLElement => {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no #${id}.`);
  return found;
};

interface PairRow {
  readonly button: HTMLButtonElement;
  readonly label: HTMLElement;
  readonly price: HTMLElement;
  readonly arrow: HTMLElement;
  prices: number[];
  direction: 'up' | 'down' | '';
}

/** The page's pairs, current price and line, redrawn at a steady pace from what the feed last said. */
export class View {
  readonly #rows = new Map<string, PairRow>();
  readonly #received: Received;
  readonly #choose: (pair: string, period: number) => void;
  readonly #timeframe = element('timeframe') as HTMLSelectElement;
  #assets: ReadonlyMap<string, PageAsset> = new Map();
  #current = '';
  #liveBefore = 0;

  /** `choose` is called with the pair and the timeframe that a person chooses, the latter in seconds. */
  constructor(received: Received, choose: (pair: string, period: number) => void) {
    this.#received = received;
    this.#choose = choose;
    this.#timeframe.addEventListener('change', () => {
      if (this.#current) this.#choose(this.#current, this.period);
    });
    setInterval(() => this.#draw(), REDRAW_MS);
    setInterval(() => {
      element('rate').textContent = String(received.live - this.#liveBefore);
      this.#liveBefore = received.live;
    }, SECOND_MS);
  }

  /** Seconds. */
  get period(): number {
    return Number(this.#timeframe.value);
  }

  connection(state: string): void {
    element('connection').textContent = state;
  }

  assets(assets: ReadonlyMap<string, PageAsset>): void {
    this.#assets = assets;
    for (const [pair, row] of this.#rows) row.label.textContent = this.#asset(pair).label || pair;
  }

  favourites(pairs: readonly string[]): void {
    for (const pair of pairs) this.#row(pair);
  }

  history(pair: string, quotes: readonly Quote[]): void {
    this.#row(pair).prices = quotes.slice(-LINE_TICKS).map(({ price }) => price);
    this.#current = pair;
  }

  quotes(quotes: readonly Quote[]): void {
    for (const { pair, price } of quotes) {
      const row = this.#row(pair);
      const before = row.prices.at(-1) ?? price;
      if (price !== before) row.direction = price > before ? 'up' : 'down';
      row.prices.push(price);
      if (row.prices.length > 2 * LINE_TICKS) row.prices = row.prices.slice(-LINE_TICKS);
    }
  }

  #asset(pair: string): PageAsset {
    return this.#assets.get(pair) ?? DEFAULT_ASSET;
  }

  #row(pair: string): PairRow {
    const known = this.#rows.get(pair);
    if (known) return known;
    const button = document.createElement('button');
    const [label, price, arrow] = ['span', 'span', 'span'].map((tag) =>
      button.appendChild(document.createElement(tag)),
    ) as [HTMLElement, HTMLElement, HTMLElement];
    label.textContent = this.#asset(pair).label || pair;
    button.dataset.pair = pair;
    button.addEventListener('click', () => this.#choose(pair, this.period));
    element('pairs').appendChild(document.createElement('li')).appendChild(button);
    const row: PairRow = { button, label, price, arrow, prices: [], direction: '' };
    this.#rows.set(pair, row);
    return row;
  }

  #draw(): void {
    element('live').textContent = this.#received.live.toLocaleString('en');
    element('history').textContent = this.#received.history.toLocaleString('en');
    for (const [pair, row] of this.#rows) {
      row.button.setAttribute('aria-pressed', String(pair === this.#current));
      row.price.textContent = row.prices.at(-1)?.toFixed(this.#asset(pair).digits) ?? '–';
      row.arrow.textContent = { up: '▲', down: '▼', '': '' }[row.direction];
      row.arrow.className = row.direction;
    }
    const current = this.#rows.get(this.#current);
    if (current) this.#drawCurrent(current, this.#asset(this.#current));
  }

  #drawCurrent({ prices, direction }: PairRow, { label, digits, payout }: PageAsset): void {
    const shown = prices.slice(-LINE_TICKS);
    const [first = 0] = shown;
    const last = shown.at(-1) ?? first;
    const percent = first > 0 ? ((last - first) / first) * 100 : 0;
    element('label').textContent = label || this.#current;
    element('payout').textContent = payout > 0 ? `Payout ${payout} %` : '';
    element('price').textContent = last.toFixed(digits);
    element('price').className = direction;
    element('change').textContent = `${percent < 0 ? '−' : '+'}${Math.abs(percent).toFixed(3)} % in view`;
    element('change').className = percent < 0 ? 'down' : 'up';
    drawPriceLine(element('line') as HTMLCanvasElement, shown, digits, {
      line: '#f0b429',
      grid: '#263042',
      text: '#8d99ae',
    });
  }
}
