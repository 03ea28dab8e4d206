import { SMA } from 'trading-signals';
import { period, single, type IndicatorKind } from '../indicator-kind.ts';

export const sma: IndicatorKind<'period'> = {
  settings: { period: period(20) },
  outputs: [{ name: 'sma', draw: 'line', color: 'own' }],
  decimals: 'price',
  start: (settings) => {
    const average = new SMA(settings.period);
    return ({ close }, isReplacement) => single(average.update(close, isReplacement));
  },
};
