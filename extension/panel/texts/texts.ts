import { alerts } from './en/alerts.ts';
import { panel } from './en/panel.ts';
import { takeAway } from './en/take-away.ts';

/**
 * Every text of the panel, by the part that shows it. A language is a folder of the same files with the same shapes;
 * only English is there yet.
 */
export const texts = { ...panel, ...alerts, ...takeAway } as const;
