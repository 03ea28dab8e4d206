import { expect, test } from 'vitest';
import { paneShare } from './pane-heights.ts';

test.each([0, 1, 2, 3, 4, 7])('with %i panes the candles keep at least 45 % of the height', (panes) => {
  expect(1 - panes * paneShare(panes)).toBeGreaterThanOrEqual(0.45 - Number.EPSILON);
});

test('a single pane takes about a quarter', () => {
  expect(paneShare(1)).toBe(0.24);
});
