import { ROC } from 'trading-signals';
import { period, single, type IndicatorKind } from '../indicator-kind.ts';

export const roc: IndicatorKind<'period'> = {
  settings: { period: period(9) },
  outputs: [{ name: 'roc', draw: 'line', color: 'own' }],
  pane: { guides: [0] },
  decimals: 3,
  start: (settings) => {
    const change = new ROC(settings.period);
    return ({ close }, isReplacement) => {
      const ratio = change.update(close, isReplacement);
      // The library answers a part of one; traders read percent.
      return single(ratio === null ? null : ratio * 100);
    };
  },
};
