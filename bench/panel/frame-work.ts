import type { Page } from 'playwright-core';
import { PANEL_PATH } from '../../testing/browser.ts';
import { BUILT_EXTENSION } from '../../testing/built-product.ts';
import { pairExtension } from '../../testing/pair-extension.ts';
import { startUndisturbedBrowser, type UndisturbedBrowser } from '../undisturbed-browser.ts';
import { drawBareCharts } from './bare-charts.ts';
import { droppedFrames, startCountingFrames } from './frames.ts';
import { chartsAreFull, layCharts, TickLine } from './line.ts';
import { busiestBetween, pageThreadTimes } from './thread-time.ts';

/** What drawing costs. */
export interface FrameWork {
  /** Of one processor, by the page's main thread, 0 to 1. */
  readonly work: number;
  /** Of the display's frames, 0 to 1. */
  readonly dropped: number;
}

export interface FrameCase {
  readonly charts: number;
  readonly ticksPerSecond: number;
}

const WARM_UP_MS = 3_000;
const MEASURE_MS = 6_000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** First the work, with nobody asking for frames; then the frames. The page to measure is `isPage`. */
const measure = async (browser: UndisturbedBrowser, isPage: (page: Page) => boolean): Promise<FrameWork> => {
  await pause(WARM_UP_MS);
  const before = pageThreadTimes(browser.pid);
  const began = performance.now();
  await pause(MEASURE_MS);
  const busy = busiestBetween(before, pageThreadTimes(browser.pid));
  const work = busy / (performance.now() - began);
  const onPage = <Result>(act: (page: Page) => Promise<Result>): Promise<Result> =>
    browser.attached(({ context }) => {
      const page = context.pages().find(isPage);
      if (!page) throw new Error('The browser has lost the page that is measured.');
      return act(page);
    });
  await onPage(startCountingFrames);
  await pause(MEASURE_MS);
  return { work, dropped: await onPage(droppedFrames) };
};

const withLine = async (
  work: (line: TickLine, browser: UndisturbedBrowser) => Promise<FrameWork>,
): Promise<FrameWork> => {
  const line = await TickLine.start();
  const browser = await startUndisturbedBrowser(BUILT_EXTENSION);
  try {
    await line.list();
    return await work(line, browser);
  } finally {
    await browser.stop();
    await line.stop();
  }
};

/** The panel's grid, in a tab. Answers how many columns it has as well. */
const measurePanel = async (of: FrameCase): Promise<FrameWork & { readonly columns: number }> => {
  let columns = 1;
  const work = await withLine(async (line, browser) => {
    await browser.attached(async (control) => {
      await pairExtension(control, line.relay);
      const panel = await control.openPanel();
      await layCharts(panel, of.charts);
      await line.seed();
      await chartsAreFull(panel, of.charts);
      columns = await panel.evaluate(
        () =>
          getComputedStyle(document.querySelector('.charts') ?? document.body).gridTemplateColumns.split(' ')
            .length,
      );
    });
    line.load(of.ticksPerSecond);
    return measure(browser, (page) => page.url().endsWith(PANEL_PATH));
  });
  return { ...work, columns };
};

/** The same charts by the library alone. */
const measureBare = (of: FrameCase, columns: number): Promise<FrameWork> =>
  withLine(async (line, browser) => {
    await line.seed();
    const isBare = (page: Page): boolean => page.url() === 'about:blank#bare';
    const bare = await browser.attached(async ({ context }) => {
      const page = await context.newPage();
      await page.goto('about:blank#bare');
      return drawBareCharts(page, line, of.charts, columns);
    });
    try {
      line.load(of.ticksPerSecond);
      return await measure(browser, isBare);
    } finally {
      await bare.stop();
    }
  });

/** What so many charts cost in the panel and, one after the other, by the library alone. */
export const measureFrameWork = async (of: FrameCase): Promise<{ ours: FrameWork; bare: FrameWork }> => {
  const { columns, ...ours } = await measurePanel(of);
  return { ours, bare: await measureBare(of, columns) };
};
