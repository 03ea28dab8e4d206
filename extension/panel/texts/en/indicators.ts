import type { IndicatorColor } from '../../chart/indicators/indicator-choice.ts';
import type { IndicatorName } from '../../chart/indicators/indicator-kinds.ts';

export interface IndicatorText {
  /** In the chart, before its settings. */
  readonly short: string;
  readonly name: string;
}

const kinds: Readonly<Record<IndicatorName, IndicatorText>> = {
  sma: { short: 'SMA', name: 'Simple moving average' },
  ema: { short: 'EMA', name: 'Exponential moving average' },
  wma: { short: 'WMA', name: 'Weighted moving average' },
  bollinger: { short: 'BB', name: 'Bollinger Bands' },
  superTrend: { short: 'SuperTrend', name: 'SuperTrend' },
  rsi: { short: 'RSI', name: 'Relative strength index' },
  macd: { short: 'MACD', name: 'Moving average convergence divergence' },
  stochastic: { short: 'Stoch', name: 'Stochastic oscillator' },
  cci: { short: 'CCI', name: 'Commodity channel index' },
  atr: { short: 'ATR', name: 'Average true range' },
  williamsR: { short: '%R', name: 'Williams %R' },
  roc: { short: 'ROC', name: 'Rate of change, %' },
};

const colors: Readonly<Record<IndicatorColor, string>> = {
  blue: 'Blue',
  orange: 'Orange',
  purple: 'Purple',
  pink: 'Pink',
  gold: 'Gold',
  cyan: 'Cyan',
  grey: 'Grey',
};

const settings: Readonly<Record<string, string>> = {
  period: 'Period',
  deviations: 'Deviations',
  multiplier: 'Multiplier',
  fast: 'Fast',
  slow: 'Slow',
  signal: 'Signal',
  k: '%K',
  slowing: 'Slowing',
  d: '%D',
};

export const indicators = {
  indicators: {
    menu: 'Indicators',
    active: 'Shown indicators',
    add: 'Add an indicator',
    overCandles: 'On the chart',
    inPanes: 'In a pane',
    none: 'None yet. Add one below; it stays for every pair.',
    kinds,
    colors,
    /** What is not listed is named as it is. */
    setting: (name: string): string => settings[name] ?? name,
    color: 'Colour',
    remove: (label: string) => `Remove ${label}`,
    /** `MACD 12 26 9` */
    label: (kind: IndicatorName, values: readonly number[]) => [kinds[kind].short, ...values].join(' '),
  },
} as const;
