import { askForPair } from '../../contracts/asked-pair.ts';
import type { PairRename } from '../../../shared/pair-rename.ts';
import { withReached, withRenamed } from '../../contracts/price-alerts.ts';
import { storedAlerts } from '../../contracts/price-alerts-storage.ts';
import { alertIdOf, notify } from './alert-notice.ts';
import { AlertWatch } from './alert-watch.ts';
import { openPanel } from './open-panel.ts';

/** Notifies of the alerts that ticks reach. To be called in the worker's first turn; the answer takes the ticks. */
export const attendAlerts = (): AlertWatch => {
  const watch = new AlertWatch({
    onReached: (alert, reached) => {
      // Each shows the alert where the other fails.
      void notify(alert, reached).catch(() => undefined);
      void storedAlerts.change((alerts) => withReached(alerts, alert.id, reached));
    },
    onSide: ({ id }, side) =>
      void storedAlerts.change((alerts) =>
        alerts.map((alert) => (alert.id === id ? { ...alert, side } : alert)),
      ),
  });
  storedAlerts.follow((alerts) => watch.follow(alerts));
  chrome.notifications.onClicked.addListener((notificationId) => void showAlert(notificationId));
  return watch;
};

/** Lets the alerts of a pair that was renamed wait at its new name; `label` is what that is called. */
export const renameAlerts = async (rename: PairRename, label: string): Promise<void> => {
  const isConcerned = (await storedAlerts.read()).some(({ pair }) => pair === rename.from);
  if (isConcerned) await storedAlerts.change((alerts) => withRenamed(alerts, rename, label));
};

const showAlert = async (notificationId: string): Promise<void> => {
  const id = alertIdOf(notificationId);
  if (id === undefined) return;
  const opened = openPanel();
  const alert = (await storedAlerts.read()).find((one) => one.id === id);
  if (alert) await askForPair(alert.pair);
  await opened;
  await chrome.notifications.clear(notificationId);
};
