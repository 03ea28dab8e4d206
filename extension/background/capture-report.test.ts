import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CaptureMessage } from '../../shared/protocol.ts';
import { CaptureReport } from './capture-report.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const open = () => {
  const sent: CaptureMessage[] = [];
  const connection = { connected: true, send: (message: CaptureMessage) => void sent.push(message) };
  return { sent, connection, report: new CaptureReport(connection) };
};
const status = (waiting: number, dropped = 0) => ({ type: 'captureStatus', waiting, dropped });

test('the relay is told after each connecting, and not before the counts are known', () => {
  const { sent, connection, report } = open();
  report.connected();
  expect(sent).toEqual([]);
  connection.connected = false;
  report.update({ waiting: 7, dropped: 0 });
  expect(sent).toEqual([]);
  connection.connected = true;
  report.connected();
  report.connected();
  expect(sent).toEqual([status(7), status(7)]);
});

test('a change is told at once, further ones together a second later, none where nothing changed', () => {
  const { sent, report } = open();
  report.connected();
  for (let waiting = 1; waiting <= 50; waiting += 1) report.update({ waiting, dropped: 0 });
  expect(sent).toEqual([status(1)]);
  vi.advanceTimersByTime(1_000);
  expect(sent).toEqual([status(1), status(50)]);
  report.update({ waiting: 50, dropped: 0 });
  vi.advanceTimersByTime(5_000);
  expect(sent).toHaveLength(2);
  report.update({ waiting: 50, dropped: 3 });
  expect(sent.at(-1)).toEqual(status(50, 3));
  expect(vi.getTimerCount()).toBe(1);
});

test('what changes while the relay is away is told when it is back', () => {
  const { sent, connection, report } = open();
  report.update({ waiting: 1, dropped: 0 });
  connection.connected = false;
  report.update({ waiting: 900, dropped: 2 });
  vi.advanceTimersByTime(10_000);
  expect(sent).toEqual([status(1)]);
  connection.connected = true;
  report.connected();
  expect(sent.at(-1)).toEqual(status(900, 2));
});
