import { chromium, type BrowserContext, type Page } from 'playwright-core';
import {
  browserArgs,
  launchBrowserWithExtension,
  NO_CACHE,
  type BrowserOptions,
  type ExtensionBrowser,
} from './browser.ts';
import { serveEchoPages, type EchoPages } from './echo-pages.ts';
import { CHROMIUM, ensureProgram } from './system-programs.ts';

/** The same thing with the extension loaded and without it. */
export interface Pairwise<Result> {
  readonly with: Result;
  readonly without: Result;
}

/** Two browsers that open the same pages: one has the extension, one has not. */
export interface TwoBrowsers {
  readonly pages: EchoPages;
  readonly extended: ExtensionBrowser;
  /** Does the same in both, one after the other, with a new page that is closed afterwards. */
  inBoth<Result>(work: (page: Page, context: BrowserContext) => Promise<Result>): Promise<Pairwise<Result>>;
  /**
   * Runs `script`, which has to stand for itself, as the first script of a page of both: answers what it resolves to.
   * Both pages have one address, so that every position in a stack is the same.
   */
  runInBoth<Result>(script: () => Result | Promise<Result>): Promise<Pairwise<Result>>;
  stop(): Promise<void>;
}

type SharedOptions = Pick<BrowserOptions, 'extraArgs' | 'backForwardCache'>;

/** A page whose first script is `script`; what it answers is on `window.answer`. */
export const pageOf = (script: () => unknown): string =>
  `<!doctype html><title>Script</title><body><script>window.answer = (${script.toString()})()</script>`;

/** The options are those of both. */
export const startTwoBrowsers = async (options: SharedOptions = {}): Promise<TwoBrowsers> => {
  const pages = await serveEchoPages();
  const extended = await launchBrowserWithExtension(options);
  const plain = await chromium.launch({
    executablePath: ensureProgram(CHROMIUM),
    headless: false,
    args: [...browserArgs(true), ...(options.extraArgs ?? [])],
    ignoreDefaultArgs: options.backForwardCache ? [NO_CACHE] : [],
  });
  const contexts = { with: extended.context, without: await plain.newContext({ viewport: null }) };
  const inOne = async <Result>(
    context: BrowserContext,
    work: (page: Page, context: BrowserContext) => Promise<Result>,
  ): Promise<Result> => {
    const page = await context.newPage();
    try {
      return await work(page, context);
    } finally {
      await page.close();
    }
  };
  const inBoth: TwoBrowsers['inBoth'] = async (work) => ({
    with: await inOne(contexts.with, work),
    without: await inOne(contexts.without, work),
  });
  return {
    pages,
    extended,
    inBoth,
    runInBoth: <Result>(script: () => Result | Promise<Result>) => {
      const url = pages.add(pageOf(script));
      return inBoth(async (page) => {
        await page.goto(url);
        return page.evaluate(
          () =>
            new Promise<Result>((resolve, reject) => {
              const { answer } = window as unknown as { answer: Result | Promise<Result> };
              // By a function of its own: with `await` the stacks in the script would say that it is waited for, if it is.
              void Promise.resolve(answer).then((result) => resolve(result), reject);
            }),
        );
      });
    },
    stop: async () => {
      await extended.close();
      await plain.close();
      await pages.stop();
    },
  };
};
