import { expect, test } from 'vitest';
import { readableLine } from './log-lines.ts';

test('a line of the log becomes a sentence with its local time and level', () => {
  const time = new Date(2026, 0, 5, 9, 3, 7).getTime();
  expect(readableLine(JSON.stringify({ level: 40, time, msg: 'Redis is away.' }))).toBe(
    '2026-01-05 09:03:07 warn  Redis is away.',
  );
  expect(
    readableLine(JSON.stringify({ level: 50, time, msg: 'x', err: { stack: 'Error: y\n  at z' } })),
  ).toBe('2026-01-05 09:03:07 error x\nError: y\n  at z');
});

test.each(['Started tick-relay.service.', '{"not": "a line"}', '{broken', 'null', ''])('%j stays', (line) => {
  expect(readableLine(line)).toBe(line);
});
