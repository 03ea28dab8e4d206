import { expect, test } from 'vitest';
import { milliseconds } from '../../../shared/units.ts';
import { withGapsFrom } from './known-gaps.ts';

const at = milliseconds;
const gap = (from: number, to?: number) => ({
  from: at(from),
  ...(to !== undefined && { to: at(to) }),
  filled: false,
});

test('an answer has the last word on its own stretch, and none on what lies before it', () => {
  const known = [gap(100, 200), gap(500, 600), gap(900)];
  expect(withGapsFrom(known, [gap(900, 950)], at(400))).toEqual([gap(100, 200), gap(900, 950)]);
  expect(withGapsFrom(known, [], at(700))).toEqual([gap(100, 200), gap(500, 600)]);
});

test('an older page adds what lies before, once', () => {
  const known = [gap(500, 600), gap(900)];
  expect(withGapsFrom(known, [gap(100, 200), gap(500, 600)], at(50), 510)).toEqual([
    gap(100, 200),
    gap(500, 600),
    gap(900),
  ]);
});

test('an answer without a candle changes nothing', () => {
  const known = [gap(500, 600)];
  expect(withGapsFrom(known, [], undefined)).toBe(known);
});
