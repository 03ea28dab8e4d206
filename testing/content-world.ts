import type { Page } from 'playwright-core';
import type { ExtensionBrowser } from './browser.ts';

/** The world of our content script in a page: what a page that has broken into its own process could do. */
export interface ContentWorld {
  /** Evaluates an expression there, which may be a promise; answers its value as JSON can have it. */
  evaluate(expression: string): Promise<unknown>;
  detach(): Promise<void>;
}

/** @throws Error where the page has no content script of ours. */
export const enterContentWorld = async (
  { context, extensionId }: ExtensionBrowser,
  page: Page,
): Promise<ContentWorld> => {
  const session = await context.newCDPSession(page);
  const worlds: number[] = [];
  session.on('Runtime.executionContextCreated', ({ context: world }) => {
    if (world.origin === `chrome-extension://${extensionId}`) worlds.push(world.id);
  });
  await session.send('Runtime.enable');
  const [contextId] = worlds;
  if (contextId === undefined) throw new Error('No content script runs in the page.');
  return {
    evaluate: async (expression) => {
      const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
        contextId,
        expression,
        awaitPromise: true,
        returnByValue: true,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value as unknown;
    },
    detach: () => session.detach(),
  };
};
