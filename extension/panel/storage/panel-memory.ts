import * as v from 'valibot';
import { isPair, type Pair } from '../../../shared/pair.ts';
import type { NewNames } from '../../../shared/pair-rename.ts';
import { TIMEFRAMES, type Timeframe } from '../../../shared/timeframe.ts';
import { placeOfChoices } from './place-of-choices.ts';

export const PANEL_KEY = 'panel';

/** What the panel remembers of the trader's choices, under `panel`. */
export interface PanelMemory {
  /** Absent until a pair was chosen by hand. */
  readonly pair?: Pair | undefined;
  readonly timeframes: Readonly<Record<Pair, Timeframe>>;
}

const STORED = v.object({
  pair: v.optional(v.custom<Pair>(isPair)),
  timeframes: v.record(v.string(), v.picklist(TIMEFRAMES)),
});

/** Whatever is missing or not as we wrote it counts as nothing remembered. */
export const memoryOf = (stored: unknown): PanelMemory => {
  const parsed = v.safeParse(STORED, stored);
  return parsed.success ? parsed.output : { timeframes: {} };
};

/** The same memory where it has no former name. A timeframe that was chosen under the new name already stands. */
export const memoryWithNames = (memory: PanelMemory, names: NewNames): PanelMemory => {
  const { pair, timeframes } = memory;
  const known = [pair, ...Object.keys(timeframes)];
  if (!known.some((one) => one !== undefined && names.has(one))) return memory;
  const newNameOf = (one: Pair): Pair => names.get(one) ?? one;
  const renamed = Object.entries(timeframes).map(([one, timeframe]) => [newNameOf(one), timeframe] as const);
  const kept = Object.entries(timeframes).filter(([one]) => !names.has(one));
  return {
    ...(pair !== undefined && { pair: newNameOf(pair) }),
    timeframes: Object.fromEntries([...renamed, ...kept]),
  };
};

export const readPanelMemory = async (): Promise<PanelMemory> =>
  memoryOf(await (await placeOfChoices).get(PANEL_KEY));

export const writePanelMemory = async (memory: PanelMemory): Promise<void> => {
  await (await placeOfChoices).set(PANEL_KEY, memory);
};
