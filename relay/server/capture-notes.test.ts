import { expect, test } from 'vitest';
import { captureNotes } from './capture-notes.ts';

test('what waits and what was given up is said for all browsers together', () => {
  expect(
    captureNotes([
      { waiting: 12_000, dropped: 3 },
      { waiting: 1, dropped: 0 },
    ]),
  ).toEqual([
    'Not received yet: 12,001 captured ticks wait in 2 browsers.',
    'Never received: 3 captured ticks were given up in 2 browsers since the extension was installed, because more waited than a browser holds: keep the relay running.',
  ]);
});

test('nothing given up is not spoken of, and without a browser nobody can tell', () => {
  expect(captureNotes([{ waiting: 0, dropped: 0 }])).toEqual([
    'Not received yet: 0 captured ticks wait in 1 browser.',
  ]);
  expect(captureNotes([])).toEqual(['Not received yet: no browser is connected that could tell.']);
});
