import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { PanelAlerts } from '../alerts/panel-alerts.ts';
import { priceTyped } from '../alerts/price-input.ts';
import type { PanelSession } from '../panel-session.ts';
import { texts } from '../texts/texts.ts';

/** Sets an alert for the shown pair at a price that is typed; it begins with the price of the moment. */
export const AlertForm = ({ session, alerts }: { session: PanelSession; alerts: PanelAlerts }) => {
  const field = useRef<HTMLInputElement>(null);
  const isWrong = useSignal(false);
  const pair = session.selection.shown.value?.pair;

  useEffect(() => {
    const popover = field.current?.closest('[popover]');
    const fill = (event: Event) => {
      if (!field.current || (event as ToggleEvent).newState !== 'open') return;
      isWrong.value = false;
      const quote = pair === undefined ? undefined : session.quote(pair);
      field.current.value = quote?.priceText ?? '';
      field.current.select();
    };
    popover?.addEventListener('toggle', fill);
    return () => popover?.removeEventListener('toggle', fill);
  }, [pair]);

  if (pair === undefined) return null;
  const set = () => {
    const price = priceTyped(field.current?.value ?? '');
    isWrong.value = price === undefined;
    if (price !== undefined) alerts.set(pair, price);
  };
  return (
    <form
      class="alert-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        set();
      }}
    >
      <label for="alert-price">{texts.alerts.price(session.shownLabel)}</label>
      <input
        id="alert-price"
        class="alert-price"
        ref={field}
        inputMode="decimal"
        autocomplete="off"
        spellcheck={false}
        aria-invalid={isWrong.value}
        aria-describedby="alert-problem"
      />
      <button type="submit" class="button primary">
        {texts.alerts.set}
      </button>
      <p id="alert-problem" class="problem" role="alert">
        {isWrong.value ? texts.alerts.noPrice : ''}
      </p>
    </form>
  );
};
