/**
 * `npm run test:wpt`: the web-platform-tests' `websockets/` in a browser with the extension and in one without it, which
 * have to end the same, test by test. Words on the command line choose the files whose address has one of them.
 */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { launchBrowserWithExtension } from '../testing/browser.ts';
import { BUILT_EXTENSION } from '../testing/built-product.ts';
import { ROOT } from './run-command.ts';
import { ensureCheckout } from './wpt/checkout.ts';
import { countsOf, differencesOf, type SuiteResult } from './wpt/results.ts';
import { runSuite } from './wpt/run-suite.ts';
import { serveSuite, type SuiteTest } from './wpt/suite-server.ts';

/** The suite also has pages at other addresses of this machine, and secure ones. */
const EVERY_PAGE = ['*://localhost/*', '*://*.localhost/*', '*://127.0.0.1/*'];
const OURS = 'ours';
/** A test that depends on how busy the machine is ends now so, now so: what differs is run again, alone. */
const MORE_ROUNDS = 2;

interface Manifest {
  readonly content_scripts: readonly object[];
}

/** Our extension on every page of the suite. */
const makeOurs = async (folder: string): Promise<string> => {
  await cp(BUILT_EXTENSION, folder, { recursive: true });
  const file = join(folder, 'manifest.json');
  const manifest = JSON.parse(await readFile(file, 'utf8')) as Manifest;
  const scripts = manifest.content_scripts.map((script) => ({ ...script, matches: EVERY_PAGE }));
  await writeFile(file, JSON.stringify({ ...manifest, content_scripts: scripts }));
  return folder;
};

/** One that does nothing, so that the browsers differ in ours alone. */
const makeNone = async (folder: string): Promise<string> => {
  await cp(new URL('./wpt/none/', import.meta.url), folder, { recursive: true });
  return folder;
};

/** Two equal runs say nothing where the hook was in both pages or in none: another frame's text of it gives it away. */
const expectHook = async (context: BrowserContext, { url }: SuiteTest, isThere: boolean): Promise<void> => {
  const page = await context.newPage();
  await page.goto(new URL('/resources/testharnessreport.js', url).href);
  const text = await page.evaluate(() => {
    const { contentWindow } = document.body.appendChild(document.createElement('iframe'));
    const { Function: OtherFunction } = contentWindow as Window & typeof globalThis;
    return OtherFunction.prototype.toString.call(WebSocket);
  });
  await page.close();
  if ((text === 'function () { [native code] }') !== isThere)
    throw new Error(`The hook is ${isThere ? 'not in' : 'in'} the page, which has ${text}.`);
};

const runIn = async (extension: string, tests: readonly SuiteTest[], tabs?: number): Promise<SuiteResult> => {
  const extraArgs = ['--ignore-certificate-errors', '--disable-popup-blocking'];
  const browser = await launchBrowserWithExtension({ extension, extraArgs });
  try {
    const [first] = tests;
    if (first) await expectHook(browser.context, first, extension.endsWith(OURS));
    return await runSuite(browser.context, tests, tabs);
  } finally {
    await browser.close();
  }
};

const main = async (words: readonly string[]): Promise<boolean> => {
  const cache = join(ROOT, '.cache/wpt');
  const checkout = ensureCheckout(cache);
  const folder = await mkdtemp(join(tmpdir(), 'tick-relay-wpt-'));
  const server = await serveSuite(checkout, cache);
  try {
    const [ours, none] = [await makeOurs(join(folder, OURS)), await makeNone(join(folder, 'none'))];
    let tests = server.tests.filter(
      ({ url }) => words.length === 0 || words.some((word) => url.includes(word)),
    );
    console.log(`${tests.length} files of websockets/`);
    let without = await runIn(none, tests);
    console.log(`without the extension: ${countsOf(without)}`);
    let withOurs = await runIn(ours, tests);
    console.log(`with the extension:    ${countsOf(withOurs)}`);
    let differences = differencesOf(withOurs, without);
    for (let round = 0; round < MORE_ROUNDS && differences.length > 0; round += 1) {
      for (const { test, ...outcomes } of differences) console.log(test, outcomes);
      const files = new Set(differences.map(({ test }) => test.split(' › ')[0]));
      tests = tests.filter(({ url }) => files.has(new URL(url).pathname + new URL(url).search));
      console.log(`${tests.length} files differ; once more, alone`);
      without = await runIn(none, tests, 1);
      withOurs = await runIn(ours, tests, 1);
      differences = differencesOf(withOurs, without);
    }
    for (const { test, ...outcomes } of differences) console.log('DIFFERS', test, outcomes);
    console.log(differences.length === 0 ? 'No test differs.' : `${differences.length} tests differ.`);
    return differences.length === 0 && tests.length > 0;
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
};

process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1;
