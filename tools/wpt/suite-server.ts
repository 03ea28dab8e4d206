import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { startChild, waitUntil } from '../../testing/child-server.ts';
import { freePort } from '../../testing/free-port.ts';

const SERVE = fileURLToPath(new URL('./serve.py', import.meta.url));
const START_MS = 120_000;
/** What the tests are run with keeps their results where a debugger can read them. */
const REPORT = `add_completion_callback((tests, { status }) => {
  const outcomes = ['PASS', 'FAIL', 'TIMEOUT', 'NOTRUN', 'PRECONDITION_FAILED'];
  const harness = ['OK', 'ERROR', 'TIMEOUT', 'PRECONDITION_FAILED'];
  const results = Object.fromEntries(tests.map(({ name, status }) => [name, outcomes[status]]));
  window.suiteReport = { status: harness[status], tests: results };
});
`;

/** Of each test its address, where it is not the file's own, and settings. */
const ITEM = v.tuple([v.nullable(v.string()), v.looseObject({ timeout: v.optional(v.string()) })]);
const MANIFEST = v.object({ items: v.object({ testharness: v.unknown() }) });

export interface SuiteTest {
  readonly url: string;
  /** It may take a minute. */
  readonly isLong: boolean;
}

export interface SuiteServer {
  readonly tests: readonly SuiteTest[];
  stop(): Promise<void>;
}

const testsIn = (tree: unknown, path: string): { path: string; isLong: boolean }[] => {
  if (!Array.isArray(tree))
    return Object.entries(tree as Record<string, unknown>).flatMap(([name, child]) =>
      testsIn(child, path ? `${path}/${name}` : name),
    );
  // The first is the file's hash.
  return tree.slice(1).map((item) => {
    const [own, { timeout }] = v.parse(ITEM, item);
    return { path: own ?? path, isLong: timeout === 'long' };
  });
};

/** Serves the suite on loopback and tells its tests of `websockets/`, by the suite's own manifest and server. */
export const serveSuite = async (checkout: string, cache: string): Promise<SuiteServer> => {
  writeFileSync(join(checkout, 'resources/testharnessreport.js'), REPORT);
  const manifest = join(cache, 'MANIFEST.json');
  const makeManifest = ['wpt', 'manifest', '--no-download', '--tests-root', '.', '--path', manifest];
  execFileSync('python3', makeManifest, { cwd: checkout, stdio: 'ignore' });
  const { items } = v.parse(MANIFEST, JSON.parse(readFileSync(manifest, 'utf8')));
  const [http, https, ws, wss, h2, second, third] = await Promise.all(Array.from({ length: 7 }, freePort));
  const config = join(cache, 'config.json');
  const none = { 'http-local': [], 'http-public': [], 'https-local': [], 'https-public': [] };
  const ports = { ...none, http: [http, second], https: [https, third], ws: [ws], wss: [wss], h2: [h2] };
  writeFileSync(config, JSON.stringify({ browser_host: 'localhost', check_subdomains: false, ports }));
  const child = startChild('python3', [SERVE, '--config', config], { cwd: checkout, detached: true });
  const answers = async (): Promise<boolean> => {
    try {
      return (await fetch(`http://localhost:${http}/resources/testharnessreport.js`)).ok;
    } catch {
      return false;
    }
  };
  const stop = async (): Promise<void> => {
    // Its servers are processes of their own, in one group with it.
    if (child.process.pid !== undefined) process.kill(-child.process.pid, 'SIGTERM');
    await child.end('SIGKILL');
  };
  try {
    await waitUntil(answers, () => `The suite's server did not start: ${child.output()}`, START_MS);
  } catch (error) {
    await stop();
    throw error;
  }
  const originOf = (path: string): string => {
    if (path.includes('wpt_flags=h2')) return `https://localhost:${h2}`;
    return /\.(https|serviceworker|h2)\./.test(path)
      ? `https://localhost:${https}`
      : `http://localhost:${http}`;
  };
  const tests = testsIn(items.testharness, '')
    .filter(({ path }) => path.startsWith('websockets/'))
    .map(({ path, isLong }) => ({ url: `${originOf(path)}/${path}`, isLong }));
  return { tests, stop };
};
