import type { BrowserContext, Page } from 'playwright-core';
import type { FileResult, SuiteResult } from './results.ts';
import type { SuiteTest } from './suite-server.ts';

/** The harness ends a test by itself after 10 s, or after 60 s; this is for one that does not get so far. */
const PATIENCE_MS = 25_000;
const LONG_PATIENCE_MS = 75_000;
const TABS = 3;
const TOLD_EVERY = 100;

const runOne = async (page: Page, { url, isLong }: SuiteTest): Promise<FileResult> => {
  const timeout = isLong ? LONG_PATIENCE_MS : PATIENCE_MS;
  try {
    await page.goto(url, { timeout, waitUntil: 'commit' });
    const report = await page.waitForFunction(
      () => (window as unknown as { suiteReport?: FileResult }).suiteReport,
      undefined,
      { timeout, polling: 50 },
    );
    return (await report.jsonValue()) ?? { status: 'NO REPORT', tests: {} };
  } catch {
    return { status: 'NO REPORT', tests: {} };
  }
};

const keyOf = (url: string): string => new URL(url).pathname + new URL(url).search;

/** Runs the tests in a browser, a few at a time, each in a page of its own. */
export const runSuite = async (
  context: BrowserContext,
  tests: readonly SuiteTest[],
  tabs = TABS,
): Promise<SuiteResult> => {
  const results = new Map<string, FileResult>();
  const waiting = [...tests];
  const work = async (): Promise<void> => {
    for (let test = waiting.shift(); test; test = waiting.shift()) {
      const page = await context.newPage();
      const opened: Page[] = [];
      page.on('popup', (popup) => opened.push(popup));
      results.set(keyOf(test.url), await runOne(page, test));
      for (const each of [...opened, page]) await each.close().catch(() => undefined);
      if (results.size % TOLD_EVERY === 0) console.log(`… ${results.size} of ${tests.length}`);
    }
  };
  await Promise.all(Array.from({ length: tabs }, work));
  return results;
};
