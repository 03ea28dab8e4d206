import { RSI } from 'trading-signals';
import { period, single, type IndicatorKind } from '../indicator-kind.ts';

export const rsi: IndicatorKind<'period'> = {
  // Of one candle there is no gain or loss.
  settings: { period: period(14, 2) },
  outputs: [{ name: 'rsi', draw: 'line', color: 'own' }],
  pane: { guides: [30, 70], range: [0, 100] },
  decimals: 1,
  start: (settings) => {
    const strength = new RSI(settings.period);
    return ({ close }, isReplacement) => single(strength.update(close, isReplacement));
  },
};
