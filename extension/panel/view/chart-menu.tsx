import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { formatPrice } from '../data/price-format.ts';
import type { PanelAlerts } from '../alerts/panel-alerts.ts';
import { copyPrice } from '../take-away/copy-price.ts';
import { texts } from '../texts/texts.ts';

/** Kept between the menu and the window's edge, px. */
const MARGIN = 8;

/** What can be done at a price of the chart, where the trader right-clicked it or pressed it long. */
export const ChartMenu = ({ alerts }: { alerts: PanelAlerts }) => {
  const { menuAt } = alerts;
  const menu = useRef<HTMLDivElement>(null);
  const point = menuAt.value;
  const close = () => (menuAt.value = undefined);

  useLayoutEffect(() => {
    const { current } = menu;
    if (!point || !current) return;
    current.showPopover();
    const { width, height } = current.getBoundingClientRect();
    current.style.left = `${Math.max(MARGIN, Math.min(point.x, innerWidth - width - MARGIN))}px`;
    current.style.top = `${Math.max(MARGIN, Math.min(point.y, innerHeight - height - MARGIN))}px`;
    current.querySelector('button')?.focus();
  }, [point]);

  useEffect(() => {
    if (!point) return;
    // Not an `auto` popover: the release of the button that opened it would close it.
    const closeOutside = ({ target }: Event) => {
      if (!menu.current?.contains(target as Node)) close();
    };
    document.addEventListener('pointerdown', closeOutside, true);
    document.addEventListener('wheel', closeOutside, true);
    addEventListener('blur', close);
    return () => {
      document.removeEventListener('pointerdown', closeOutside, true);
      document.removeEventListener('wheel', closeOutside, true);
      removeEventListener('blur', close);
    };
  }, [point]);

  if (!point) return null;
  const { pair, price, digits } = point;
  const written = formatPrice(price, digits);
  const choose = (act: () => void) => () => {
    act();
    close();
  };
  const step = (event: KeyboardEvent) => {
    if (event.key === 'Escape' || event.key === 'Tab') close();
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const buttons = [...(menu.current?.querySelectorAll('button') ?? [])];
    const other = buttons.find((button) => button !== document.activeElement);
    other?.focus();
  };
  return (
    <div
      ref={menu}
      popover="manual"
      class="popover chart-menu"
      role="menu"
      aria-label={texts.alerts.menu}
      onKeyDown={step}
    >
      <button
        type="button"
        role="menuitem"
        class="menu-item"
        data-action="alert-at"
        onClick={choose(() => alerts.set(pair, price))}
      >
        {texts.alerts.at(written)}
      </button>
      <button
        type="button"
        role="menuitem"
        class="menu-item"
        data-action="copy-pointed-price"
        onClick={choose(() => void copyPrice(price, digits))}
      >
        {texts.alerts.copyPrice(written)}
      </button>
    </div>
  );
};
