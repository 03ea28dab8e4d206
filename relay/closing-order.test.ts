import { expect, test } from 'vitest';
import { ClosingOrder } from './closing-order.ts';

test('closes the last part first, waits for each, and says which it is at', async () => {
  const parts = new ClosingOrder();
  const closed: string[] = [];
  let finish: () => void = () => undefined;
  parts.add('the log', () => closed.push('the log'));
  parts.add('the upload', () => new Promise<void>((resolve) => (finish = resolve)));
  parts.add('the server', () => closed.push('the server'));
  const closing = parts.close();
  await expect.poll(() => parts.underWay).toBe('the upload');
  expect(closed).toEqual(['the server']);
  finish();
  await closing;
  expect(closed).toEqual(['the server', 'the log']);
  expect(parts.underWay).toBeUndefined();
});

test('a part that fails to close keeps none of the others open', async () => {
  const parts = new ClosingOrder();
  const closed: string[] = [];
  parts.add('the log', () => closed.push('the log'));
  parts.add('the upload', () => Promise.reject(new Error('the worker is gone')));
  await expect(parts.close()).rejects.toThrow('the worker is gone');
  expect(closed).toEqual(['the log']);
});
