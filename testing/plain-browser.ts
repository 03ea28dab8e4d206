import { browserArgs } from './browser.ts';
import { BUILT_EXTENSION } from './built-product.ts';
import { startChild, type ChildServer } from './child-server.ts';
import { CHROMIUM, ensureProgram } from './system-programs.ts';

/**
 * Starts Chromium (a branded Chrome refuses `--load-extension`) as its user does: on an existing profile, with our
 * extension, an empty page and nothing that attaches to it. A debugger would start the extension's worker, and keep
 * it alive. An extension of the command line is loaded anew, which starts its worker once even where no event wakes it.
 */
export const startPlainBrowser = (profile: string): ChildServer =>
  startChild(ensureProgram(CHROMIUM), [
    ...browserArgs(true),
    `--user-data-dir=${profile}`,
    `--disable-extensions-except=${BUILT_EXTENSION}`,
    `--load-extension=${BUILT_EXTENSION}`,
    'about:blank',
  ]);
