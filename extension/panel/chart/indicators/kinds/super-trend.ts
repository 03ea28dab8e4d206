import { SuperTrend, TradingSignal } from 'trading-signals';
import { multiplier, period, type IndicatorKind } from '../indicator-kind.ts';

export const superTrend: IndicatorKind<'period' | 'multiplier'> = {
  settings: { period: period(10), multiplier: multiplier(3) },
  outputs: [{ name: 'superTrend', draw: 'line', color: 'direction' }],
  decimals: 'price',
  start: (settings) => {
    const trend = new SuperTrend({ interval: settings.period, multiplier: settings.multiplier });
    return (candle, isReplacement) => {
      const result = trend.update(candle, isReplacement);
      return result
        ? { values: [result.supertrend], isRising: result.trend === TradingSignal.BULLISH }
        : undefined;
    };
  },
};
