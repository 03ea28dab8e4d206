import { StochasticOscillator } from 'trading-signals';
import { period, type IndicatorKind } from '../indicator-kind.ts';

export const stochastic: IndicatorKind<'k' | 'slowing' | 'd'> = {
  settings: { k: period(14), slowing: period(3), d: period(3) },
  outputs: [
    { name: 'k', draw: 'line', color: 'own' },
    { name: 'd', draw: 'line', color: 'second' },
  ],
  pane: { guides: [20, 80], range: [0, 100] },
  decimals: 1,
  start: (settings) => {
    const oscillator = new StochasticOscillator({
      kPeriod: settings.k,
      kSlowingPeriod: settings.slowing,
      dPeriod: settings.d,
    });
    return (candle, isReplacement) => {
      const result = oscillator.update(candle, isReplacement);
      return result ? { values: [result.stochK, result.stochD] } : undefined;
    };
  },
};
