import { ATR } from 'trading-signals';
import { period, single, type IndicatorKind } from '../indicator-kind.ts';

export const atr: IndicatorKind<'period'> = {
  settings: { period: period(14) },
  outputs: [{ name: 'atr', draw: 'line', color: 'own' }],
  pane: { guides: [] },
  decimals: 'difference',
  start: (settings) => {
    const range = new ATR(settings.period);
    return (candle, isReplacement) => single(range.update(candle, isReplacement));
  },
};
