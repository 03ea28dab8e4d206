import { WilliamsR } from 'trading-signals';
import { period, single, type IndicatorKind } from '../indicator-kind.ts';

export const williamsR: IndicatorKind<'period'> = {
  settings: { period: period(14) },
  outputs: [{ name: 'williamsR', draw: 'line', color: 'own' }],
  pane: { guides: [-80, -20], range: [-100, 0] },
  decimals: 1,
  start: (settings) => {
    const oscillator = new WilliamsR(settings.period);
    return (candle, isReplacement) => single(oscillator.update(candle, isReplacement));
  },
};
