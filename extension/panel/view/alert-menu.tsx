import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { PriceAlert } from '../../contracts/price-alerts.ts';
import { alertTime } from '../alerts/alert-time.ts';
import type { PanelAlerts } from '../alerts/panel-alerts.ts';
import { timeZone } from '../chart/time-zone.ts';
import { formatPrice } from '../data/price-format.ts';
import type { PanelSession } from '../panel-session.ts';
import type { ExtensionSurroundings } from '../surroundings.ts';
import { texts } from '../texts/texts.ts';
import { AlertForm } from './alert-form.tsx';
import { PopoverButton } from './popover-button.tsx';

const BELL_PATH = 'M3.5 11.5h9l-1.2-2V7a3.3 3.3 0 0 0-6.6 0v2.5zM6.7 13.5a1.4 1.4 0 0 0 2.6 0M8 2v1.5';

/** Those that wait first, each kind by its pair's name and then from the highest price. */
const inOrder = (alerts: readonly PriceAlert[]): PriceAlert[] =>
  [...alerts].sort(
    (a, b) =>
      Number(a.reached !== undefined) - Number(b.reached !== undefined) ||
      a.label.localeCompare(b.label, 'en') ||
      b.price - a.price,
  );

interface AlertsProps {
  readonly session: PanelSession;
  readonly alerts: PanelAlerts;
}

const AlertRow = ({ session, alerts, alert }: AlertsProps & { alert: PriceAlert }) => {
  const { id, pair, label, digits, price, side, reached } = alert;
  const written = formatPrice(price, digits);
  return (
    <li class={`alert-row ${reached ? 'reached' : ''}`} data-alert={id}>
      <button
        type="button"
        class="alert-pair"
        title={texts.alerts.showTitle(label)}
        onClick={() => session.choosePair(pair)}
      >
        {label}
      </button>
      <span class="alert-row-price">{written}</span>
      <span class="alert-state">
        {reached
          ? texts.alerts.reached(alertTime(reached.at, Date.now(), timeZone.signal.value))
          : texts.alerts.waits(side)}
      </span>
      {reached && (
        <button
          type="button"
          class="icon-button"
          data-action="set-again"
          aria-label={texts.alerts.againTitle(label, written)}
          title={texts.alerts.again}
          onClick={() => alerts.setAgain(alert)}
        >
          ↻
        </button>
      )}
      <button
        type="button"
        class="icon-button"
        data-action="remove-alert"
        aria-label={texts.alerts.removeTitle(label, written)}
        title={texts.alerts.removeTitle(label, written)}
        onClick={() => void alerts.book.remove(id)}
      >
        ×
      </button>
    </li>
  );
};

/** The bell: sets alerts and lists those of all pairs. */
export const AlertMenu = ({
  session,
  alerts,
  isNotifyingDenied,
}: AlertsProps & Pick<ExtensionSurroundings, 'isNotifyingDenied'>) => {
  const set = alerts.book.alerts.value;
  const isDenied = useSignal(false);
  useEffect(() => {
    void isNotifyingDenied().then((denied) => (isDenied.value = denied));
  }, [isDenied, isNotifyingDenied]);
  return (
    <PopoverButton name="alerts" label={texts.alerts.title} icon={BELL_PATH}>
      <div class="alert-menu">
        <AlertForm session={session} alerts={alerts} />
        {isDenied.value && <p class="problem">{texts.alerts.denied}</p>}
        {set.length === 0 ? (
          <p class="alert-hint">{texts.alerts.none}</p>
        ) : (
          <ul class="alert-list" aria-label={texts.alerts.title}>
            {inOrder(set).map((alert) => (
              <AlertRow key={alert.id} session={session} alerts={alerts} alert={alert} />
            ))}
          </ul>
        )}
        <p class="alert-hint">{texts.alerts.hint}</p>
      </div>
    </PopoverButton>
  );
};
