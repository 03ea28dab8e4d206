import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PRODUCT_VERSION } from '../relay/product.ts';
import { readRelayFile } from '../relay/relay-file.ts';
import { startChild, waitUntil } from '../testing/child-server.ts';
import { httpRequest } from '../testing/http-request.ts';
import { ROOT } from '../tools/run-command.ts';

/** Relay, extension and dashboard, each with the libraries that are bundled into it and their licences. */
const MAX_PACKAGE_BYTES = 600 * 1_024;
/** On the disk, with all that it depends on; two thirds are SQLite and the client of Supabase. */
const MAX_INSTALLED_BYTES = 50 * 1_024 * 1_024;

/** It takes some seconds, and minutes on a machine that has much else to do or a slow line. */
const INSTALL_MS = 600_000;

interface Manifest {
  readonly name: string;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly gypfile?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const readManifest = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

const execute = promisify(execFile);
const npm = (...args: string[]) =>
  execute('npm', [...args, '--loglevel=error', '--no-audit', '--no-fund'], { cwd: ROOT });

let folder: string;
let tarball: string;
let installed: string;
let program: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tick-relay-install-'));
  await npm('pack', '--pack-destination', folder);
  tarball = join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '');
  // Nothing may be compiled at the installation: so it has to work with all scripts switched off.
  await npm('install', '--global', '--prefix', folder, '--ignore-scripts', '--prefer-offline', tarball);
  installed = join(folder, 'lib', 'node_modules', 'quflx-tick-relay');
  program = join(folder, 'bin', 'tick-relay');
}, INSTALL_MS);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const filesBelow = (top: string): string[] =>
  readdirSync(top, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(top, name)).isFile(),
  );

const isOwn = (file: string): boolean => !file.startsWith('node_modules/');

const installedPackages = (): string[] =>
  filesBelow(join(installed, 'node_modules'))
    .filter(
      (file) =>
        /(^|\/node_modules\/)(@[^/]+\/)?[^/]+\/package\.json$/.test(file) && !/\/(dist|test)\//.test(file),
    )
    .map((file) => join(installed, 'node_modules', file, '..'));

test('the package holds the built program, extension and dashboard, the licences of what is in them, and what the README leads to, and nothing else', () => {
  const files = filesBelow(installed).filter(isOwn);
  expect(files.filter((file) => !/^dist\/(relay|extension|dashboard)\//.test(file)).sort()).toEqual([
    ...['README.md', 'SECURITY.md', 'docs/grafana-dashboard.json', 'package.json', 'schema.sql'],
  ]);
  expect(files.filter((file) => /\.(ts|tsx|map)$|\.test\./.test(file))).toEqual([]);
  for (const part of ['relay', 'extension', 'dashboard']) expect(files).toContain(`dist/${part}/licenses.md`);
  expect(files).toContain('dist/extension/manifest.json');
  expect(files).toContain('dist/dashboard/index.html');
  expect(statSync(tarball).size).toBeLessThanOrEqual(MAX_PACKAGE_BYTES);
});

test('nothing is compiled or run at the installation', () => {
  const packages = installedPackages();
  expect(packages.length).toBeGreaterThan(20);
  const offenders = packages.filter((at) => {
    const { scripts = {}, gypfile } = readManifest(at);
    const runs = ['preinstall', 'install', 'postinstall'].some((name) => scripts[name] !== undefined);
    return runs || gypfile === true || existsSync(join(at, 'binding.gyp'));
  });
  expect(offenders).toEqual([]);
});

test('what the relay imports is installed, no more is asked for, and none of it is for development', () => {
  const { dependencies = {}, devDependencies = {} } = readManifest(installed);
  const code = filesBelow(join(installed, 'dist/relay')).map((file) =>
    readFileSync(join(installed, 'dist/relay', file), 'utf8'),
  );
  const imported = code.flatMap((text) =>
    [...text.matchAll(/(?:^import .*?from |[^_]import\()"([^".][^"]*)"/gm)].map(([, name = '']) => name),
  );
  const packages = new Set(imported.filter((name) => !name.startsWith('node:')));
  expect([...packages].sort()).toEqual(Object.keys(dependencies).sort());
  const names = installedPackages().map((at) => readManifest(at).name);
  expect(names.filter((name) => name in devDependencies)).toEqual([]);
  const bytes = filesBelow(installed).map((file) => statSync(join(installed, file)).size);
  expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(MAX_INSTALLED_BYTES);
});

test('tick-relay tells its version and the folder of the extension, and knows where a service finds it', async () => {
  const run = async (...args: string[]) =>
    (await execute(program, args, { cwd: folder, env: { ...process.env, XDG_CONFIG_HOME: folder } })).stdout;
  expect(await run('--version')).toBe(`${PRODUCT_VERSION}\n`);
  const extension = (await run('extension')).trimEnd();
  expect(extension).toBe(join(installed, 'dist', 'extension'));
  expect(existsSync(join(extension, 'manifest.json'))).toBe(true);
  expect(await run('service', 'install', '--dry-run')).toContain(
    join(installed, 'dist', 'relay', 'tick-relay.js'),
  );
});

test('the installed relay runs and answers', async () => {
  const dataDir = join(folder, 'data');
  const relay = startChild(program, ['run', '--port', '0', '--data-dir', dataDir], {
    cwd: folder,
    env: { ...process.env, XDG_CONFIG_HOME: folder },
  });
  await waitUntil(
    () => readRelayFile(dataDir) !== undefined,
    () => `It did not start: ${relay.output()}`,
  );
  const answer = await httpRequest(`http://127.0.0.1:${readRelayFile(dataDir)?.port ?? 0}/health`);
  expect(answer.status).toBe(200);
  await relay.end('SIGTERM');
  expect(relay.process.exitCode).toBe(0);
});
