import { expect, test } from 'vitest';
import { shortFigure } from './short-figure.ts';

test('one decimal place below ten, none from there on', () => {
  expect([0, 4.24, 9.94, 9.95, 10, 1_234.5].map(shortFigure)).toEqual([
    '0.0',
    '4.2',
    '9.9',
    '10',
    '10',
    '1235',
  ]);
});
