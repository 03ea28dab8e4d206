import type { Milliseconds } from '../../../shared/units.ts';
import type { BrokerHistory, BrokerTick } from './broker-prices.ts';

/** The tick of these parts, each as it was read from the wire, or `undefined` where one of them is missing. */
export const brokerTick = (
  symbol: unknown,
  price: number | undefined,
  brokerTime: Milliseconds | undefined,
): BrokerTick | undefined =>
  typeof symbol !== 'string' || price === undefined || brokerTime === undefined
    ? undefined
    : { symbol, price, brokerTime };

/** Past ticks of any symbols, a history a symbol. */
export const tickHistories = (ticks: readonly BrokerTick[]): BrokerHistory[] => {
  const bySymbol = new Map<string, BrokerTick[]>();
  for (const tick of ticks) {
    const known = bySymbol.get(tick.symbol);
    if (known) known.push(tick);
    else bySymbol.set(tick.symbol, [tick]);
  }
  return [...bySymbol].map(([symbol, own]) => ({ symbol, duration: undefined, ticks: own, candles: [] }));
};
