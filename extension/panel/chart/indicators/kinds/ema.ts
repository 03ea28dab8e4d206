import { EMA } from 'trading-signals';
import { period, single, type IndicatorKind } from '../indicator-kind.ts';

export const ema: IndicatorKind<'period'> = {
  settings: { period: period(20) },
  outputs: [{ name: 'ema', draw: 'line', color: 'own' }],
  decimals: 'price',
  start: (settings) => {
    const average = new EMA(settings.period);
    return ({ close }, isReplacement) => {
      // It answers from the first candle on, long before its average is one.
      const value = average.update(close, isReplacement);
      return average.isStable ? single(value) : undefined;
    };
  },
};
