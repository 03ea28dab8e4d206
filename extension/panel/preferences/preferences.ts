import * as v from 'valibot';
import { isPair, type Pair } from '../../../shared/pair.ts';
import { TIMEFRAMES } from '../../../shared/timeframe.ts';
import type { PageView } from '../data/shown.ts';
import { stored } from '../storage/stored.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export const PALETTES = ['standard', 'colour-blind-safe'] as const;
export type Palette = (typeof PALETTES)[number];

export const theme = stored('theme', v.picklist(THEMES), 'system');

/** The colours of up and down. */
export const palette = stored('palette', v.picklist(PALETTES), 'standard');

/** Whether a change of pair or timeframe on the broker's page changes the panel's. */
export const followsPage = stored('follows-page', v.boolean(), false);

const PAGE_VIEW = v.object({ pair: v.custom<Pair>(isPair), timeframe: v.optional(v.picklist(TIMEFRAMES)) });

/** What the broker's page showed last, so that a panel that opens can tell a change from a repetition. */
export const lastPage = stored<PageView | undefined>('last-page', v.optional(PAGE_VIEW), undefined);
