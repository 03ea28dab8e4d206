import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as LightweightCharts from 'lightweight-charts';
import type { Page } from 'playwright-core';
import { WebSocket as NodeWebSocket } from 'ws';
import type { Candle } from '../../shared/candle.ts';
import { connectAs } from '../../testing/relay-socket.ts';
import { startEcho } from '../echo.ts';
import { PAIRS, type TickLine } from './line.ts';

const LIBRARY = join(
  dirname(fileURLToPath(import.meta.resolve('lightweight-charts'))),
  'lightweight-charts.standalone.production.js',
);

/** Charts of the library alone, on the same ticks: what ours are held against. */
export interface BareCharts {
  stop(): Promise<void>;
}

interface BareChart {
  readonly pair: string;
  readonly candles: readonly Candle[];
}

/** Runs in the page: each tick of a pair is one `update()` of its chart, in a grid of the panel's size. */
const draw = ({ port, charts, columns }: { port: number; charts: BareChart[]; columns: number }): void => {
  const { createChart, CandlestickSeries } = (
    globalThis as unknown as { LightweightCharts: typeof LightweightCharts }
  ).LightweightCharts;
  document.body.style.cssText = `margin:0;position:fixed;inset:64px 0 24px clamp(320px,30vw,400px);display:grid;gap:1px;grid:auto-flow minmax(0,1fr)/repeat(${columns},minmax(0,1fr))`;
  const takers = new Map<string, (price: number, timestamp: number) => void>();
  for (const { pair, candles } of charts) {
    const place = document.body.appendChild(document.createElement('div'));
    const chart = createChart(place, {
      autoSize: true,
      timeScale: { timeVisible: true, secondsVisible: true, barSpacing: 7 },
    });
    const series = chart.addSeries(CandlestickSeries);
    series.setData(
      candles.map((candle) => ({ ...candle, time: (candle.time / 1_000) as LightweightCharts.UTCTimestamp })),
    );
    let bar = { time: 0 as LightweightCharts.UTCTimestamp, open: 0, high: 0, low: 0, close: 0 };
    takers.set(pair, (price, timestamp) => {
      const time = Math.floor(timestamp / 1_000) as LightweightCharts.UTCTimestamp;
      if (time < bar.time) return;
      bar =
        time === bar.time
          ? { ...bar, high: Math.max(bar.high, price), low: Math.min(bar.low, price), close: price }
          : { time, open: price, high: price, low: price, close: price };
      series.update(bar);
    });
  }
  const socket = new globalThis.WebSocket(`ws://127.0.0.1:${port}/view`);
  socket.onmessage = ({ data }) => {
    const { ticks } = JSON.parse(String(data)) as { ticks: [string, number, number][] };
    for (const [pair, price, timestamp] of ticks) takers.get(pair)?.(price, timestamp);
  };
};

/** Draws `count` of the line's pairs on an empty page; `columns` as the panel's grid has them. */
export const drawBareCharts = async (
  page: Page,
  line: TickLine,
  count: number,
  columns: number,
): Promise<BareCharts> => {
  const echo = await startEcho();
  const viewer = await connectAs(line.relay, 'view');
  const passOn = new NodeWebSocket(`ws://127.0.0.1:${echo.port}/capture`);
  await new Promise((resolve) => passOn.once('open', resolve));
  viewer.socket.on('message', (data: Buffer) => {
    const text = data.toString();
    if (text.startsWith('{"type":"ticks"')) passOn.send(text);
  });
  viewer.send({ type: 'subscribe', pairs: '*' });
  const charts: BareChart[] = [];
  for (const pair of PAIRS.slice(0, count)) charts.push({ pair, candles: await line.candles(pair) });
  await page.addScriptTag({ path: LIBRARY });
  await page.evaluate(draw, { port: echo.port, charts, columns });
  return {
    stop: async () => {
      passOn.close();
      await viewer.close();
      echo.stop();
    },
  };
};
