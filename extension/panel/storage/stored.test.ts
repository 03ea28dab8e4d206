import * as v from 'valibot';
import { beforeEach, expect, test } from 'vitest';
import { choicesInTest, emptyLocalStorage, keptLocally } from '../../../testing/local-storage.ts';
import { keepChoicesIn } from './place-of-choices.ts';
import { stored } from './stored.ts';

keepChoicesIn(choicesInTest);

beforeEach(emptyLocalStorage);

const favourites = () => stored('favourites', v.array(v.string()), []);

test('what was chosen is there the next time, and at once in another panel', async () => {
  const [one, other] = [favourites(), favourites()];
  await Promise.all([one.loaded, other.loaded]);
  await one.set(['EURUSD']);
  expect(other.value).toEqual(['EURUSD']);
  const later = favourites();
  await later.loaded;
  expect(later.value).toEqual(['EURUSD']);
});

test('what is kept and is not of the shape counts as nothing', async () => {
  keptLocally()['panel.favourites'] = { EURUSD: true };
  const choice = favourites();
  await choice.loaded;
  expect(choice.value).toEqual([]);
});

test('what was chosen before the reading ended is not undone by it', async () => {
  keptLocally()['panel.favourites'] = ['old'];
  const choice = favourites();
  void choice.set(['new']);
  await choice.loaded;
  expect(choice.value).toEqual(['new']);
});
