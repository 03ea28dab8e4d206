import { expect, test } from 'vitest';
import { isWorkerScript } from './worker-scripts.ts';

const fetched = (initiatorType: string, contentType?: string) =>
  isWorkerScript({ name: 'https://po.trade/a', initiatorType, ...(contentType && { contentType }) });

test('a script that nothing on the page asked for is a worker’s', () => {
  expect(fetched('other', 'text/javascript')).toBe(true);
  expect(fetched('other', 'application/javascript')).toBe(true);
});

test('a script of the page, and whatever is no script, are not', () => {
  expect(fetched('script', 'text/javascript')).toBe(false);
  expect(fetched('fetch', 'text/javascript')).toBe(false);
  expect(fetched('other', 'image/x-icon')).toBe(false);
  expect(fetched('other')).toBe(false);
});
