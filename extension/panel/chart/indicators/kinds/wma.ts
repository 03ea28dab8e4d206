import { WMA } from 'trading-signals';
import { period, single, type IndicatorKind } from '../indicator-kind.ts';

export const wma: IndicatorKind<'period'> = {
  settings: { period: period(20) },
  outputs: [{ name: 'wma', draw: 'line', color: 'own' }],
  decimals: 'price',
  start: (settings) => {
    const average = new WMA(settings.period);
    return ({ close }, isReplacement) => single(average.update(close, isReplacement));
  },
};
