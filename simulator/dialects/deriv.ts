import { derivOpening } from './deriv-opening.ts';
import type { BrokerDialect, SentPrice, WireFrame } from './dialect.ts';

const SYMBOLS = ['R_100', '1HZ100V', 'frxEURUSD'];
const HISTORY_LENGTH = 60;
const SUBSCRIPTION = '5c2f6f1e-7b0a-4a3e-9d51-0c8f2f6f9a10';

const text = (message: unknown): string => JSON.stringify(message);
const seconds = (timestamp: number): number => timestamp / 1000;

const tick = ({ symbol, price, timestamp }: SentPrice): WireFrame =>
  text({
    echo_req: { subscribe: 1, ticks: symbol },
    msg_type: 'tick',
    subscription: { id: SUBSCRIPTION },
    tick: {
      ask: price * 1.001,
      bid: price * 0.999,
      epoch: seconds(timestamp),
      id: SUBSCRIPTION,
      pip_size: 5,
      quote: price,
      symbol,
    },
  });

/** The forming minute: its close is the price, its other prices are not. */
const ohlc = ({ symbol, price, timestamp }: SentPrice): WireFrame =>
  text({
    echo_req: {
      adjust_start_time: 1,
      end: 'latest',
      granularity: 60,
      style: 'candles',
      ticks_history: symbol,
    },
    msg_type: 'ohlc',
    ohlc: {
      close: String(price),
      epoch: seconds(timestamp),
      granularity: 60,
      high: String(price * 1.01),
      id: SUBSCRIPTION,
      low: String(price * 0.99),
      open: String(price * 1.005),
      open_time: seconds(timestamp - (timestamp % 60_000)),
      pip_size: 5,
      symbol,
    },
    subscription: { id: SUBSCRIPTION },
  });

const tickHistory = (ticks: readonly SentPrice[], symbol: string): WireFrame =>
  text({
    echo_req: {
      adjust_start_time: 1,
      count: 1000,
      end: 'latest',
      start: 1,
      style: 'ticks',
      ticks_history: symbol,
    },
    history: {
      prices: ticks.map(({ price }) => price),
      times: ticks.map(({ timestamp }) => seconds(timestamp)),
    },
    msg_type: 'history',
    pip_size: 5,
  });

const candleHistory = (symbol: string, lastMinute: number): WireFrame =>
  text({
    candles: Array.from({ length: HISTORY_LENGTH }, (_, i) => ({
      close: 100 + i,
      epoch: seconds(lastMinute) - i * 60,
      high: 101 + i,
      low: 98 + i,
      open: 99 + i,
    })).reverse(),
    echo_req: {
      count: HISTORY_LENGTH,
      end: 'latest',
      granularity: 60,
      style: 'candles',
      ticks_history: symbol,
    },
    msg_type: 'candles',
    pip_size: 5,
  });

/**
 * Deriv's WebSocket API as its page uses it: JSON objects with `msg_type`; times are whole UTC seconds. In even seconds
 * a price comes as a tick, in odd ones as the close of the forming candle.
 * Source: https://developers.deriv.com.
 */
export const derivDialect: BrokerDialect = {
  brokerId: 'deriv',
  page: 'https://dtrader.deriv.com/',
  feed: 'wss://ws.derivws.com/websockets/v3?app_id=16929&l=EN&brand=deriv',
  resolutionMs: 1000,
  symbols: SYMBOLS,
  opening: (now) => derivOpening(now).map(text),
  prices: (sent) => sent.map((price) => (seconds(price.timestamp) % 2 === 0 ? tick(price) : ohlc(price))),
  history: (now) => {
    const [symbol = ''] = SYMBOLS;
    const newest = now - (now % 1000) - 10_000;
    const ticks = Array.from({ length: HISTORY_LENGTH }, (_, i) => ({
      symbol,
      price: 1000 + i / 100,
      timestamp: newest - (HISTORY_LENGTH - i) * 1000,
    }));
    return { frames: [tickHistory(ticks, symbol), candleHistory(symbol, now - (now % 60_000))], ticks };
  },
};
