import { hands } from './en/hands.ts';
import { health } from './en/health.ts';
import { chart } from './en/chart.ts';
import { indicators } from './en/indicators.ts';
import { panel } from './en/panel.ts';
import { watchlist } from './en/watchlist.ts';

/**
 * Every text of the panel, by the part that shows it. A language is a folder of the same files with the same shapes;
 * only English is there yet.
 */
export const texts = { ...panel, ...chart, ...hands, ...indicators, health, watchlist } as const;
