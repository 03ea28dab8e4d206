import * as v from 'valibot';
import { beforeEach, expect, test, vi } from 'vitest';
import { choicesInTest, emptyLocalStorage } from '../../../../testing/local-storage.ts';
import { keepChoicesIn } from '../../storage/place-of-choices.ts';
import { STORED_CHOICES } from './indicator-choice.ts';
import { IndicatorChoices } from './indicator-choices.ts';

keepChoicesIn(choicesInTest);

beforeEach(emptyLocalStorage);

test('the same kind can be there twice, each with its own settings and colour', () => {
  const choices = new IndicatorChoices();
  choices.add('sma');
  choices.add('sma');
  choices.change(2, { settings: { period: 50 } });
  expect(choices.signal.value).toEqual([
    { id: 1, kind: 'sma', settings: { period: 20 }, color: 'blue' },
    { id: 2, kind: 'sma', settings: { period: 50 }, color: 'orange' },
  ]);
  choices.remove(1);
  expect(choices.signal.value.map(({ id }) => id)).toEqual([2]);
});

test('a changed setting leaves the others, and stays within its bounds', () => {
  const choices = new IndicatorChoices();
  choices.add('bollinger');
  choices.change(1, { settings: { period: 0 } });
  choices.change(1, { settings: { deviations: 2.5 }, color: 'pink' });
  expect(choices.signal.value[0]).toMatchObject({ settings: { period: 2, deviations: 2.5 }, color: 'pink' });
});

test('what was chosen is there in the next panel', async () => {
  const choices = new IndicatorChoices();
  choices.add('macd');
  const next = new IndicatorChoices();
  await vi.waitFor(() => {
    expect(next.signal.value).toEqual(choices.signal.value);
  });
});

test('an indicator that this version does not know is left out, the others stay', () => {
  const kept = [
    { id: 1, kind: 'ichimoku', settings: {}, color: 'blue' },
    { id: 2, kind: 'rsi', settings: { period: 9_999, other: 3 }, color: 'mauve' },
    { id: 2, kind: 'sma', settings: { period: 20 }, color: 'blue' },
    'sma',
    { id: 3, kind: 'roc' },
  ];
  expect(v.parse(STORED_CHOICES, kept)).toEqual([
    { id: 2, kind: 'rsi', settings: { period: 500 }, color: 'blue' },
    { id: 3, kind: 'roc', settings: { period: 9 }, color: 'blue' },
  ]);
});
