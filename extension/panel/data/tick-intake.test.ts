import { expect, test } from 'vitest';
import { milliseconds } from '../../../shared/units.ts';
import { TickIntake } from './tick-intake.ts';

const NOW = milliseconds(Date.UTC(2025, 8, 1));

test('admits each valid tick once and counts the rest', () => {
  const intake = new TickIntake();
  const good = ['EURUSD_otc', 1.1, NOW, NOW + 0.5];
  const admitted = intake.admit(
    [good, good, ['EURUSD_otc', Number.NaN, NOW, NOW], ['EURUSD_otc', -1, NOW, NOW], 'tick', null],
    NOW,
  );
  expect(admitted).toEqual([{ pair: 'EURUSD_otc', price: 1.1, timestamp: NOW, capturedAt: NOW + 0.5 }]);
  expect(intake.admit([good], NOW)).toEqual([]);
  expect([intake.duplicates, intake.refused]).toEqual([2, 4]);
});

test('tells what became of each pair’s ticks', () => {
  const intake = new TickIntake();
  intake.admit(
    [
      ['A', 1, NOW, NOW],
      ['B', 1, NOW, NOW],
      ['A', 2, NOW, NOW],
    ],
    NOW,
  );
  intake.drawnOnChart('A', 2);
  intake.drawnInList('B');
  expect(intake.drawings()).toEqual({
    A: { received: 2, drawnOnChart: 2, drawnInList: 0 },
    B: { received: 1, drawnOnChart: 0, drawnInList: 1 },
  });
});
