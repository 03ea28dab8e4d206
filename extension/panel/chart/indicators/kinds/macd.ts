import { EMA, MACD } from 'trading-signals';
import { period, type IndicatorKind } from '../indicator-kind.ts';

export const macd: IndicatorKind<'fast' | 'slow' | 'signal'> = {
  settings: { fast: period(12), slow: period(26), signal: period(9) },
  outputs: [
    { name: 'histogram', draw: 'histogram', color: 'direction' },
    { name: 'macd', draw: 'line', color: 'own' },
    { name: 'signal', draw: 'line', color: 'second' },
  ],
  pane: { guides: [] },
  decimals: 'difference',
  start: (settings) => {
    const signalLine = new EMA(settings.signal);
    const difference = new MACD(new EMA(settings.fast), new EMA(settings.slow), signalLine);
    return ({ close }, isReplacement) => {
      const result = difference.update(close, isReplacement);
      if (!result) return undefined;
      // The signal is an average of the differences, so it begins later than they do.
      const [histogram, signal] = signalLine.isStable
        ? [result.histogram, result.signal]
        : [Number.NaN, Number.NaN];
      return { values: [histogram, result.macd, signal], isRising: histogram >= 0 };
    };
  },
};
