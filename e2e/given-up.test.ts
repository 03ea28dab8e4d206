import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { stopServiceWorker } from '../testing/service-worker.ts';
import { settles, startWholeLine, type WholeLine } from '../testing/whole-line.ts';

const GIVEN_UP = 1_234;

let line: WholeLine;
beforeEach(async () => {
  line = await startWholeLine();
});
afterEach(() => line.stop());

/** As an outbox leaves it that was full before the worker began; filling one with a million ticks takes minutes. */
const countGivenUp = (panel: Page, dropped: number): Promise<void> =>
  panel.evaluate(
    (dropped) =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open('outbox');
        request.onerror = () => reject(new Error('The outbox could not be opened.'));
        request.onsuccess = () => {
          const transaction = request.result.transaction('counts', 'readwrite');
          transaction.objectStore('counts').put({ waiting: 0, dropped }, 'counts');
          transaction.oncomplete = () => {
            request.result.close();
            resolve();
          };
        };
      }),
    dropped,
  );

test('the panel tells of ticks that were given up until the trader has taken note, and of later ones again', async () => {
  const { browser, panel } = line;
  await line.openBrokerPage();
  await settles(() => Promise.resolve(line.simulator.sentLive() >= 20));
  const notice = panel.locator('.notice', { hasText: 'given up' });
  expect(await notice.count()).toBe(0);
  await countGivenUp(panel, GIVEN_UP);
  await stopServiceWorker(browser);
  await notice.waitFor();
  expect(await notice.textContent()).toMatch(/^1,234 captured ticks were given up\..*Keep the relay running/);
  await notice.getByRole('button').click();
  await notice.waitFor({ state: 'detached' });

  await countGivenUp(panel, GIVEN_UP + 1);
  await stopServiceWorker(browser);
  await notice.waitFor();
  expect(await notice.textContent()).toMatch(/^1 captured tick was given up\./);
});
