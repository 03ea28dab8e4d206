import { BollingerBands } from 'trading-signals';
import { multiplier, period, type IndicatorKind } from '../indicator-kind.ts';

export const bollinger: IndicatorKind<'period' | 'deviations'> = {
  settings: { period: period(20, 2), deviations: multiplier(2) },
  outputs: [
    { name: 'middle', draw: 'line', color: 'second' },
    { name: 'upper', draw: 'line', color: 'own' },
    { name: 'lower', draw: 'line', color: 'own' },
  ],
  decimals: 'price',
  start: (settings) => {
    const bands = new BollingerBands(settings.period, settings.deviations);
    return ({ close }, isReplacement) => {
      const result = bands.update(close, isReplacement);
      return result ? { values: [result.middle, result.upper, result.lower] } : undefined;
    };
  },
};
