import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_FUTURE_MS, parseTickTuple } from './tick.ts';
import { milliseconds } from './units.ts';

const NOW = milliseconds(Date.UTC(2026, 0, 5));

describe('parseTickTuple', () => {
  it('reads a tick', () => {
    expect(parseTickTuple(['EURUSD_otc', 1.1, NOW, NOW + 0.5], NOW)).toEqual({
      pair: 'EURUSD_otc',
      price: 1.1,
      timestamp: NOW,
      capturedAt: NOW + 0.5,
    });
  });

  it.each([
    ['shape', { pair: 'EURUSD' }],
    ['pair', ['EUR USD', 1, NOW, NOW]],
    ['pair', ['', 1, NOW, NOW]],
    ['pair', ['x'.repeat(65), 1, NOW, NOW]],
    ['price', ['EURUSD', Number.NaN, NOW, NOW]],
    ['price', ['EURUSD', -1, NOW, NOW]],
    ['price', ['EURUSD', 0, NOW, NOW]],
    ['price', ['EURUSD', '1.1', NOW, NOW]],
    ['timestamp', ['EURUSD', 1, NOW + 0.5, NOW]],
    ['future', ['EURUSD', 1, NOW + MAX_FUTURE_MS + 1, NOW]],
    ['ancient', ['EURUSD', 1, 0, NOW]],
  ])('refuses with the reason %s', (reason, tuple) => {
    expect(parseTickTuple(tuple, NOW)).toBe(reason);
  });

  it('takes the time of arrival where the time of capture makes no sense', () => {
    expect(parseTickTuple(['EURUSD', 1, NOW, null], NOW)).toMatchObject({ capturedAt: NOW });
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.anything(), (value) => void parseTickTuple(value, NOW)));
  });
});
