import { expect, test } from 'vitest';
import { textOn, withAlpha } from './color.ts';

test('an opacity is two more digits', () => {
  expect(withAlpha('#2962ff', 0.28)).toBe('#2962ff47');
  expect(withAlpha('#2962ff', 0)).toBe('#2962ff00');
  expect(withAlpha('CanvasText', 0.5)).toBe('CanvasText');
});

test.each([
  ['#26a69a', 'white'],
  ['#ef5350', 'white'],
  ['#f5a623', 'black'],
  ['#0072b2', 'white'],
])('text on %s is %s', (ground, text) => {
  expect(textOn(ground)).toBe(text);
});
