import type { IChartApi } from 'lightweight-charts';
import { expect, test } from 'vitest';
import { ChartLayers, type LayerCreator } from './chart-layers.ts';
import type { MainSeries } from './series/series-kind.ts';

/** Only handed on: no layer of this test draws. */
const CHART = {} as IChartApi;
const seriesOf = (name: string) => ({ name }) as unknown as MainSeries;

const setUp = () => {
  const calls: string[] = [];
  const create: LayerCreator = (_chart, series) => {
    const { name } = series as unknown as { name: string };
    const call = (what: string) => () => void calls.push(`${what} on ${name}`);
    calls.push(`create on ${name}`);
    return {
      replace: call('replace'),
      update: call('update'),
      applyTheme: call('theme'),
      remove: call('remove'),
    };
  };
  return { calls, create, layers: new ChartLayers(CHART) };
};

test('a layer gets the candles at once, and follows the series to another one', () => {
  const { calls, create, layers } = setUp();
  layers.add(create, seriesOf('A'), []);
  layers.update([], []);
  layers.remove();
  layers.moveTo(seriesOf('B'), []);
  layers.update([], []);
  expect(calls).toEqual([
    'create on A',
    'replace on A',
    'update on A',
    'remove on A',
    'create on B',
    'replace on B',
    'update on B',
  ]);
});

test('what was added twice is taken away once at a time, and each once only', () => {
  const { calls, create, layers } = setUp();
  const takeAway = layers.add(create, seriesOf('A'), []);
  layers.add(create, seriesOf('A'), []);
  takeAway();
  takeAway();
  layers.applyTheme();
  expect(calls.slice(4)).toEqual(['remove on A', 'theme on A']);
});
