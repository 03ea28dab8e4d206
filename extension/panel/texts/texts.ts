import { alerts } from './en/alerts.ts';
import { chart } from './en/chart.ts';
import { hands } from './en/hands.ts';
import { health } from './en/health.ts';
import { indicators } from './en/indicators.ts';
import { panel } from './en/panel.ts';
import { takeAway } from './en/take-away.ts';
import { watchlist } from './en/watchlist.ts';
import { workspace } from './en/workspace.ts';

/**
 * Every text of the panel, by the part that shows it. A language is a folder of the same files with the same shapes;
 * only English is there yet.
 */
export const texts = {
  ...panel,
  ...alerts,
  ...chart,
  ...hands,
  health,
  ...indicators,
  ...takeAway,
  watchlist,
  ...workspace,
} as const;
