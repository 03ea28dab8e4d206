import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { httpRequest } from '../../testing/http-request.ts';
import { startInProcessRelay, type InProcessRelay } from '../../testing/in-process-relay.ts';
import { Dashboard } from './dashboard.ts';

let folder: string;
let relay: InProcessRelay;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'tick-relay-dashboard-'));
  const built = path.join(folder, 'built');
  mkdirSync(path.join(built, 'assets'), { recursive: true });
  writeFileSync(path.join(folder, 'secret.txt'), 'secret');
  writeFileSync(path.join(built, 'index.html'), '<!doctype html><title>Tick Relay</title>');
  writeFileSync(path.join(built, 'assets', 'index-1a.js'), 'export {};');
  writeFileSync(path.join(built, 'assets', 'index-1a.css'), 'body {}');
  writeFileSync(path.join(built, 'assets', 'index-1a.js.map'), '{}');
  relay = await startInProcessRelay({ dashboardFolder: built });
  await httpRequest(`${relay.url}/`);
});
afterAll(async () => {
  await relay.close();
  rmSync(folder, { recursive: true });
});

const get = (route: string) => httpRequest(`${relay.url}${route}`);

test('the page and its files come without a token, each with its type', async () => {
  const types = await Promise.all(
    ['/', '/assets/index-1a.js', '/assets/index-1a.css'].map(async (route) => {
      const { status, headers } = await get(route);
      return [status, headers['content-type'], headers['x-content-type-options']];
    }),
  );
  expect(types).toEqual([
    [200, 'text/html; charset=utf-8', 'nosniff'],
    [200, 'text/javascript; charset=utf-8', 'nosniff'],
    [200, 'text/css; charset=utf-8', 'nosniff'],
  ]);
});

test('the page may load its own files only, talk to this relay only, and be in no frame', async () => {
  const { headers } = await get('/');
  const rules = String(headers['content-security-policy']).split('; ');
  expect(rules).toEqual(
    expect.arrayContaining([
      "default-src 'none'",
      "script-src 'self'",
      `connect-src 'self' ws://127.0.0.1:${relay.port}`,
      "frame-ancestors 'none'",
    ]),
  );
  expect(headers['cross-origin-resource-policy']).toBe('same-origin');
});

test.each([
  '/../secret.txt',
  '/assets/../../secret.txt',
  '/%2e%2e/secret.txt',
  '/assets/%2e%2e%2f%2e%2e%2fsecret.txt',
  '/assets\\..\\..\\secret.txt',
  '/assets/index-1a.js%00.html',
  '//secret.txt',
  '/assets',
  '/assets/',
  '/assets/index-1a.js.map',
  '/__proto__',
  '/constructor',
])('nothing else of the disk is there: %s', async (route) => {
  expect((await get(route)).status).toBe(404);
});

test('a page that is not built says how to build it, and each build is there at once', () => {
  const later = path.join(folder, 'later');
  const dashboard = new Dashboard(later);
  expect(() => dashboard.file('/')).toThrow('not built yet: run `npm run build`');
  expect(dashboard.file('/assets/index.js')).toBeUndefined();
  mkdirSync(later);
  writeFileSync(path.join(later, 'index.html'), 'built');
  expect(dashboard.file('/')?.content.toString()).toBe('built');
  writeFileSync(path.join(later, 'index.html'), 'built again');
  writeFileSync(path.join(later, 'new.js'), '');
  utimesSync(path.join(later, 'index.html'), 7, 7);
  expect(dashboard.file('/')?.content.toString()).toBe('built again');
  expect(dashboard.file('/new.js')).toBeDefined();
});
