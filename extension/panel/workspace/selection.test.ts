import { signal } from '@preact/signals';
import { beforeEach, expect, test, vi } from 'vitest';
import { choicesInTest, emptyLocalStorage, keptLocally } from '../../../testing/local-storage.ts';
import { keepChoicesIn } from '../storage/place-of-choices.ts';
import { Selection } from './selection.ts';

keepChoicesIn(choicesInTest);

beforeEach(emptyLocalStorage);

const LISTED = ['AUDCAD', 'EURUSD', 'USDJPY'];

const open = async (room = true) => {
  const hasRoom = signal(room);
  const selection = new Selection({ hasRoom, listedPairs: () => LISTED });
  await selection.load();
  selection.setFirstPair('AUDCAD');
  const charts = () => selection.charts.value.map(({ pair, timeframe }) => `${pair} ${timeframe}`);
  return { selection, hasRoom, charts };
};

test('charts that are added show the next pairs of the list; when it has none left, the first again', async () => {
  const { selection, charts } = await open();
  selection.chooseCount(4);
  expect(charts()).toEqual(['AUDCAD 1m', 'EURUSD 1m', 'USDJPY 1m', 'AUDCAD 1m']);
});

test('what is chosen is chosen for the chart in focus', async () => {
  const { selection, charts } = await open();
  selection.chooseCount(2);
  selection.focusOn(1);
  selection.chooseTimeframe('5m');
  selection.choosePair('USDJPY');
  expect(charts()).toEqual(['AUDCAD 1m', 'USDJPY 5m']);
  expect(selection.shown.value).toEqual({ pair: 'USDJPY', timeframe: '5m' });
  selection.focusNext();
  selection.chooseTimeframe('1h');
  expect(charts()).toEqual(['AUDCAD 1h', 'USDJPY 5m']);
});

test('without room there is the first chart alone, in focus; the others come back with the room', async () => {
  const { selection, hasRoom, charts } = await open();
  selection.chooseCount(3);
  selection.focusOn(2);
  hasRoom.value = false;
  expect(charts()).toEqual(['AUDCAD 1m']);
  expect(selection.focus.value).toBe(0);
  hasRoom.value = true;
  expect(charts()).toHaveLength(3);
  expect(selection.focus.value).toBe(2);
});

test('the next time the same charts are there', async () => {
  const first = await open();
  first.selection.chooseCount(2);
  first.selection.focusOn(1);
  first.selection.chooseTimeframe('15s');
  await vi.waitFor(() =>
    expect(keptLocally()['panel.charts']).toMatchObject({ others: [{ timeframe: '15s' }] }),
  );
  expect((await open()).charts()).toEqual(['AUDCAD 1m', 'EURUSD 15s']);
});

test('closing a chart leaves the focus on the chart that had it', async () => {
  const { selection, charts } = await open();
  selection.chooseCount(3);
  selection.focusOn(2);
  selection.close(1);
  expect(charts()).toEqual(['AUDCAD 1m', 'USDJPY 1m']);
  expect(selection.shown.value?.pair).toBe('USDJPY');
  selection.close(0);
  expect(charts()).toEqual(['USDJPY 1m']);
  selection.close(0);
  expect(charts()).toEqual(['USDJPY 1m']);
});

test('the page is followed in the chart that has its pair, else in the one in focus', async () => {
  const { selection, charts } = await open();
  selection.chooseCount(2);
  selection.follow({ pair: 'EURUSD', timeframe: '15s' });
  expect(charts()).toEqual(['AUDCAD 1m', 'EURUSD 15s']);
  expect(selection.focus.value).toBe(1);
  selection.follow({ pair: 'GBPUSD' });
  expect(charts()).toEqual(['AUDCAD 1m', 'GBPUSD 15s']);
  selection.follow({ pair: 'AUDCAD', timeframe: '1h' });
  expect(charts()).toEqual(['AUDCAD 1h', 'GBPUSD 15s']);
  expect(selection.focus.value).toBe(0);
});

test('charts of a pair that had no name show it under its name, and so do those to come', async () => {
  const { selection, charts } = await open();
  selection.choosePair('active:76@iq-option');
  selection.chooseTimeframe('5m');
  selection.chooseCount(3);
  selection.focusOn(1);
  selection.choosePair('active:76@iq-option');
  selection.chooseTimeframe('1h');
  selection.rename(new Map([['active:76@iq-option', 'EURUSD@iq-option']]));
  const expected = ['EURUSD@iq-option 5m', 'EURUSD@iq-option 1h', 'EURUSD 5m'];
  expect(charts()).toEqual(expected);
  const later = await open();
  expect(later.charts()).toEqual(expected);
});

test('a timeframe that was chosen under the name stands', async () => {
  const { selection, charts } = await open();
  selection.chooseTimeframe('5m');
  selection.choosePair('EURUSD');
  selection.chooseTimeframe('1h');
  selection.choosePair('AUDCAD');
  selection.rename(new Map([['AUDCAD', 'EURUSD']]));
  expect(charts()).toEqual(['EURUSD 1h']);
});

test('the first pair of the list, which nobody chose, is renamed as well', async () => {
  const { selection, charts } = await open();
  selection.rename(new Map([['AUDCAD', 'EURUSD']]));
  expect(charts()).toEqual(['EURUSD 1m']);
});
