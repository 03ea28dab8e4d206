import type { PriceAlert } from '../../contracts/price-alerts.ts';
import { formatPrice } from '../data/price-format.ts';
import { element, setText } from '../list/elements.ts';
import { texts } from '../texts/texts.ts';
import { alertTime } from './alert-time.ts';

export interface AlertTagListener {
  readonly onRemove: () => void;
  /** Where the tag was dragged to, px from the top of its place. */
  readonly onMove: (y: number) => void;
  readonly onDrag: (y: number) => void;
}

/** So far a press is a click. */
const DRAG_PX = 3;

/** What stands at the end of an alert's line: its state, which is also its handle, and a button to remove it. */
export class AlertTag {
  readonly root: HTMLElement;
  readonly #state = element('span', 'alert-tag-state');
  readonly #listener: AlertTagListener;
  #place = '';
  #drag: { readonly from: number; moved: boolean } | undefined;

  constructor(alert: PriceAlert, listener: AlertTagListener) {
    this.#listener = listener;
    const remove = element('button', 'alert-tag-remove', '×');
    remove.type = 'button';
    const price = formatPrice(alert.price, alert.digits);
    remove.title = texts.alerts.removeTitle(alert.label, price);
    remove.ariaLabel = remove.title;
    remove.addEventListener('click', listener.onRemove);
    this.root = element('div', 'alert-tag', this.#state, remove);
    this.root.dataset.alert = alert.id;
    this.root.classList.toggle('reached', alert.reached !== undefined);
    setText(
      this.#state,
      alert.reached ? texts.alerts.lineReached(alertTime(alert.reached.at, Date.now())) : texts.alerts.line,
    );
    if (!alert.reached) this.#makeDraggable(price);
  }

  /** Puts its middle at `y`, its end at `right`, both px from the edges of its place; without `y` it is hidden. */
  place(y: number | undefined, right: number): void {
    const place = y === undefined ? 'none' : `translate(${-right}px, ${Math.round(y)}px) translateY(-50%)`;
    if (place === this.#place) return;
    this.#place = place;
    this.root.hidden = y === undefined;
    this.root.style.transform = place;
  }

  #makeDraggable(price: string): void {
    const handle = this.#state;
    handle.title = texts.alerts.lineTitle(price);
    const yOf = (event: PointerEvent): number =>
      event.clientY - (this.root.parentElement?.getBoundingClientRect().top ?? 0);
    handle.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      handle.setPointerCapture(event.pointerId);
      this.#drag = { from: event.clientY, moved: false };
    });
    handle.addEventListener('pointermove', (event) => {
      if (!this.#drag) return;
      this.#drag.moved ||= Math.abs(event.clientY - this.#drag.from) > DRAG_PX;
      if (this.#drag.moved) this.#listener.onDrag(yOf(event));
    });
    handle.addEventListener('pointerup', (event) => {
      const wasMoved = this.#drag?.moved === true;
      this.#drag = undefined;
      if (wasMoved) this.#listener.onMove(yOf(event));
    });
    handle.addEventListener('pointercancel', () => (this.#drag = undefined));
  }
}
