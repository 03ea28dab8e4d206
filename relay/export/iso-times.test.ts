import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createIsoTimes } from './iso-times.ts';

test('times are written as Date writes them, near each other and far apart', () => {
  const start = fc.integer({ min: 0, max: Date.UTC(2100, 0) });
  const steps = fc.array(fc.oneof(fc.integer({ min: 0, max: 2_000 }), fc.integer({ min: 0, max: 1e10 })));
  fc.assert(
    fc.property(start, steps, (first, distances) => {
      const iso = createIsoTimes();
      let time = first;
      for (const distance of [0, ...distances]) {
        time += distance;
        expect(iso(time)).toBe(new Date(time).toISOString());
      }
    }),
  );
});
