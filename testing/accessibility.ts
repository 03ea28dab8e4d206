import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const GRAVE = ['serious', 'critical'];

/** What axe-core finds serious or critical on the page as it is now: rule, and the elements that break it. */
export const graveProblems = async (page: Page): Promise<string[]> => {
  await page.evaluate(axe.source);
  const results = await page.evaluate(async () => {
    const found: unknown = await (globalThis as unknown as { axe: typeof axe }).axe.run(document);
    return found as AxeResults;
  });
  return results.violations
    .filter(({ impact }) => GRAVE.includes(impact ?? ''))
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('\n')}`,
    );
};
