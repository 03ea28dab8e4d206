import type { IndicatorKind } from './indicator-kind.ts';
import { atr } from './kinds/atr.ts';
import { bollinger } from './kinds/bollinger.ts';
import { cci } from './kinds/cci.ts';
import { ema } from './kinds/ema.ts';
import { macd } from './kinds/macd.ts';
import { roc } from './kinds/roc.ts';
import { rsi } from './kinds/rsi.ts';
import { sma } from './kinds/sma.ts';
import { stochastic } from './kinds/stochastic.ts';
import { superTrend } from './kinds/super-trend.ts';
import { williamsR } from './kinds/williams-r.ts';
import { wma } from './kinds/wma.ts';

/** Every indicator there is, in the order of the menu. The names are what is remembered. */
export const INDICATOR_KINDS = {
  sma,
  ema,
  wma,
  bollinger,
  superTrend,
  rsi,
  macd,
  stochastic,
  cci,
  atr,
  williamsR,
  roc,
} as const satisfies Record<string, IndicatorKind>;

export type IndicatorName = keyof typeof INDICATOR_KINDS;

export const INDICATOR_NAMES = Object.keys(INDICATOR_KINDS) as readonly IndicatorName[];

export const kindOf = (name: IndicatorName): IndicatorKind => INDICATOR_KINDS[name];
