import { CandlestickSeries } from 'lightweight-charts';
import { candleBar, directionColor, type SeriesKind } from './series-kind.ts';

export const candles: SeriesKind = {
  definition: CandlestickSeries,
  options: ({ up, down }) => ({
    upColor: up,
    downColor: down,
    wickUpColor: up,
    wickDownColor: down,
    borderVisible: false,
  }),
  barOf: candleBar,
  priceColor: directionColor,
};
