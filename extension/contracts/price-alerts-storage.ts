import browser from 'webextension-polyfill';
import { ALERTS_KEY, alertsOf, type PriceAlert } from './price-alerts.ts';

export const readAlerts = async (): Promise<readonly PriceAlert[]> =>
  alertsOf((await browser.storage.local.get(ALERTS_KEY))[ALERTS_KEY]);

/**
 * Changes the alerts as they are stored at that moment. Panels and the background change them, so one at a time:
 * of two that read before either wrote, the first one's change would be lost. Rejects where the browser cannot write.
 */
export const changeAlerts = async (
  change: (alerts: readonly PriceAlert[]) => readonly PriceAlert[],
): Promise<void> => {
  await navigator.locks.request(ALERTS_KEY, async () => {
    await browser.storage.local.set({ [ALERTS_KEY]: change(await readAlerts()) });
  });
};

/**
 * Calls `listener` with the alerts, at first as they are stored and then whenever they change; the answer ends that.
 * A change that overtakes the first reading wins: what was read is older.
 */
export const followAlerts = (listener: (alerts: readonly PriceAlert[]) => void): (() => void) => {
  let isChanged = false;
  const onChanged = (changes: Record<string, browser.Storage.StorageChange>): void => {
    const change = changes[ALERTS_KEY];
    if (!change) return;
    isChanged = true;
    listener(alertsOf(change.newValue));
  };
  browser.storage.local.onChanged.addListener(onChanged);
  void readAlerts().then((alerts) => {
    if (!isChanged) listener(alerts);
  });
  return () => browser.storage.local.onChanged.removeListener(onChanged);
};
