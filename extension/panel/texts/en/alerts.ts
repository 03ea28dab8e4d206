import type { Side } from '../../../contracts/price-alerts.ts';

export const alerts = {
  alerts: {
    title: 'Price alerts',
    price: (label: string) => `Alert for ${label} at`,
    set: 'Set alert',
    noPrice: 'Enter a price above zero, such as 1.08345.',
    none: 'No alerts yet.',
    hint: 'Right-click the chart, or press it long, to set one at a price. It notifies you with the panel closed too.',
    denied: 'Your system shows no notifications of this browser; alerts are marked here only.',
    waits: (side: Side | undefined) =>
      side === undefined ? 'waits' : side === 'below' ? 'on a rise' : 'on a fall',
    reached: (time: string) => `reached ${time}`,
    again: 'Set again',
    /** Of one alert, for a screen reader and as a hint. */
    againTitle: (label: string, price: string) => `Set the alert for ${label} at ${price} again`,
    removeTitle: (label: string, price: string) => `Remove the alert for ${label} at ${price}`,
    showTitle: (label: string) => `Show ${label}`,
    line: 'Alert',
    lineReached: (time: string) => `Reached ${time}`,
    lineTitle: (price: string) => `Alert at ${price}; drag to move it`,
    menu: 'Chart',
    at: (price: string) => `Alert at ${price}`,
    copyPrice: (price: string) => `Copy ${price}`,
  },
} as const;
