import type { PriceAlert, Reached } from '../../contracts/price-alerts.ts';
import { texts } from './texts.ts';

const ICON = 'extension/icons/icon-128.png';
const ID_PREFIX = 'alert:';

/** The alert that a notification is of; `undefined` for any other notification. */
export const alertIdOf = (notificationId: string): string | undefined =>
  notificationId.startsWith(ID_PREFIX) ? notificationId.slice(ID_PREFIX.length) : undefined;

/** Notifies; a second time for the same alert replaces the first. Where the system shows none, the panel still does. */
export const notify = async (
  { id, label, digits, price }: PriceAlert,
  { price: reachedAt, at }: Reached,
): Promise<void> => {
  await chrome.notifications.create(`${ID_PREFIX}${id}`, {
    type: 'basic',
    iconUrl: chrome.runtime.getURL(ICON),
    title: texts.reached(label, price.toFixed(digits)),
    message: texts.reachedBy(reachedAt.toFixed(digits), at),
    eventTime: at,
    priority: 2,
  });
};
