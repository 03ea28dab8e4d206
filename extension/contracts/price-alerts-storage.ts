import { ALERTS_KEY, alertsOf, type PriceAlert } from './price-alerts.ts';
import { storedValue, type StoredValue } from './stored-value.ts';

/** The price alerts, which panels and the background change. */
export const storedAlerts: StoredValue<readonly PriceAlert[]> = storedValue(ALERTS_KEY, alertsOf);
