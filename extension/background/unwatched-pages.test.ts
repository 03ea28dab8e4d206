import { expect, test } from 'vitest';
import type { UnwatchedPage } from '../contracts/capture-status.ts';
import { UnwatchedPages } from './unwatched-pages.ts';

const A: UnwatchedPage = { host: 'pocketoption.com', hasWorker: false, hasStream: false };
const B: UnwatchedPage = { host: 'po.trade', hasWorker: true, hasStream: false };

const open = () => {
  const told: (readonly UnwatchedPage[])[] = [];
  return { told, pages: new UnwatchedPages<number>((now) => void told.push(now)) };
};

test('each page counts until it is seen or gone', () => {
  const { told, pages } = open();
  pages.unwatched(1, A);
  pages.unwatched(2, B);
  pages.forget(1);
  pages.forget(2);
  expect(told).toEqual([[A], [A, B], [B], []]);
});

test('what is said again, and a page that never said so, change nothing', () => {
  const { told, pages } = open();
  pages.unwatched(1, A);
  pages.unwatched(1, { ...A });
  pages.forget(7);
  expect(told).toEqual([[A]]);
  pages.unwatched(1, { ...A, hasWorker: true });
  expect(told.at(-1)).toEqual([{ ...A, hasWorker: true }]);
  pages.unwatched(1, { ...A, hasWorker: true, hasStream: true });
  expect(told.at(-1)).toEqual([{ ...A, hasWorker: true, hasStream: true }]);
});
