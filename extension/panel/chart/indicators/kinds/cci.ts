import { CCI } from 'trading-signals';
import { period, single, type IndicatorKind } from '../indicator-kind.ts';

export const cci: IndicatorKind<'period'> = {
  settings: { period: period(20, 2) },
  outputs: [{ name: 'cci', draw: 'line', color: 'own' }],
  pane: { guides: [-100, 100] },
  decimals: 0,
  start: (settings) => {
    const index = new CCI(settings.period);
    // Prices that all are the same have no spread to measure by: the library divides by it.
    return (candle, isReplacement) => single(index.update(candle, isReplacement));
  },
};
