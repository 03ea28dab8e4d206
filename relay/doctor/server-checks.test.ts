import { tmpdir } from 'node:os';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../../testing/free-port.ts';
import { startRedis, type RedisServer } from '../../testing/redis-server.ts';
import { startSupabase, type TestSupabase } from '../../testing/supabase.ts';
import { loadConfig } from '../config/load-config.ts';
import type { DoctorContext } from './check.ts';
import { REDIS_CHECKS, runChecks, SUPABASE_CHECKS, type CheckedFinding } from './run-checks.ts';

const contextOf = (environment: NodeJS.ProcessEnv, publicKey?: string): DoctorContext => ({
  config: loadConfig({ environment, directory: tmpdir(), userConfigDir: tmpdir() }),
  publicKey,
});
const statesOf = (findings: readonly CheckedFinding[]): string[] => findings.map(({ state }) => state);
const expectFixes = (findings: readonly CheckedFinding[]): void => {
  for (const { state, fix } of findings) expect(fix !== undefined).toBe(state === 'bad' || state === 'warn');
};

describe('Redis', () => {
  let server: RedisServer;
  let admin: Redis;
  beforeAll(async () => {
    server = await startRedis({ password: 'hunter2' });
    admin = new Redis(server.url);
  });
  afterAll(async () => {
    admin.disconnect();
    await server.kill();
  });
  const look = (url: string) => runChecks(REDIS_CHECKS, contextOf({ REDIS_URL: url }));

  test('version, persistence and memory policy are told', async () => {
    const findings = await look(server.url);
    expect(statesOf(findings)).toEqual(['good', 'good', 'good']);
    expect(findings.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^Redis \d+\.\d+\.\d+ answers within \d+ ms\.$/),
      expect.stringMatching(/^RDB off, AOF off;/),
      expect.stringMatching(/^maxmemory-policy noeviction /),
    ]);
    expect(JSON.stringify(findings)).not.toContain('hunter2');
  });

  test('an evicting policy is warned of, with its fix', async () => {
    await admin.config('SET', 'maxmemory-policy', 'allkeys-lru');
    await admin.config('SET', 'save', '3600 1');
    const findings = await look(server.url);
    expect(statesOf(findings)).toEqual(['good', 'good', 'warn']);
    expect(findings[1]?.text).toContain('RDB on');
    expect(findings[2]?.fix).toContain('noeviction');
  });

  test('a managed Redis that refuses CONFIG is looked at all the same', async () => {
    await admin.call('ACL', 'SETUSER', 'managed', 'on', '>pass', '~*', '&*', '+@all', '-config');
    const findings = await look(server.url.replace(':hunter2@', 'managed:pass@'));
    expect(statesOf(findings)).toEqual(['good', 'good', 'warn']);
    expect(findings[1]?.text).toContain('RDB unknown (CONFIG is refused)');
  });

  test('a wrong password and a server that is not there are bad, and the rest is left out', async () => {
    const refused = await look(server.url.replace('hunter2', 'swordfish'));
    expect(statesOf(refused)).toEqual(['bad', 'skipped', 'skipped']);
    expect(refused[0]?.text).toContain('refuses the user name or password in REDIS_URL');
    const away = await look('redis://127.0.0.1:1');
    expect(away[0]?.text).toContain('cannot be reached');
    expectFixes([...refused, ...away]);
    expect(statesOf(await runChecks(REDIS_CHECKS, contextOf({})))).toEqual(Array(3).fill('skipped'));
  });
});

describe('Supabase', () => {
  let project: TestSupabase;
  let empty: TestSupabase;
  beforeAll(async () => {
    [project, empty] = await Promise.all([
      startSupabase(),
      startSupabase({ schema: false, database: 'pglite' }),
    ]);
  });
  afterAll(() => Promise.all([project.stop(), empty.stop()]));
  const look = (url: string, key: string, publicKey?: string) =>
    runChecks(SUPABASE_CHECKS, contextOf({ SUPABASE_URL: url, SUPABASE_SECRET_KEY: key }, publicKey));

  test('a project with schema.sql and its secret key is good', async () => {
    await project.sql(`insert into historical_ticks values ('EURUSD_otc', 1.1, 1700000000000);
      insert into historical_candles values ('EURUSD_otc', 1700000040000, 1, 1, 1, 1, 1, 1, 1)`);
    const findings = await look(project.url, project.secretKey, project.publishableKey);
    expect(findings.map(({ state, text }) => [state, text])).toEqual([
      ['good', 'SUPABASE_SECRET_KEY holds a secret key.'],
      ['good', `${project.url} answers and takes the key.`],
      ['good', 'schema.sql is applied, in version 3.'],
      ['good', 'Requests without a key and with the public key see nothing.'],
    ]);
    const shown = JSON.stringify(findings);
    expect(shown).not.toContain(project.secretKey.slice(10));
  });

  test('a table that anybody can read is found', async () => {
    await project.sql(
      `grant select on historical_ticks to anon; alter table historical_ticks disable row level security`,
    );
    const findings = await look(project.url, project.secretKey, project.publishableKey);
    expect(statesOf(findings)).toEqual(['good', 'good', 'good', 'bad']);
    expect(findings[3]?.text).toMatch(/can read historical_ticks\.$/);
    await project.sql(
      `alter table historical_ticks enable row level security; revoke select on historical_ticks from anon`,
    );
  });

  test.each([
    ['has rows', 'select'],
    ['is empty', 'delete from historical_ticks'],
  ])('the second table is tried too, with every key, while the first one %s', async (_title, sql) => {
    await project.sql(
      `${sql}; grant select on historical_candles to anon; alter table historical_candles disable row level security`,
    );
    const findings = await look(project.url, project.secretKey, project.publishableKey);
    expect(findings[3]).toMatchObject({ state: 'bad' });
    expect(findings[3]?.text).toMatch(/can read historical_candles\.$/);
    await project.sql(
      `alter table historical_candles enable row level security; revoke select on historical_candles from anon`,
    );
  });

  test('what is empty shows nothing, which is told as not tried', async () => {
    await project.sql(
      'delete from historical_ticks; delete from historical_candles; grant select on historical_ticks to anon',
    );
    const findings = await look(project.url, project.secretKey, project.publishableKey);
    expect(findings[3]).toMatchObject({ state: 'skipped' });
    expect(findings[3]?.text).toContain('(historical_ticks)');
    await project.sql('revoke select on historical_ticks from anon');
  });

  test('a function that is missing and an older schema.sql are found', async () => {
    await project.sql(`create or replace function public.tick_relay_schema_version() returns integer
      language sql immutable set search_path = '' as $$ select 1 $$`);
    expect((await look(project.url, project.secretKey))[2]).toMatchObject({
      state: 'warn',
      text: 'schema.sql is applied in an older version than 3.',
    });
    await project.sql('drop function public.historical_hours(text, bigint, bigint)');
    const finding = (await look(project.url, project.secretKey))[2];
    expect(finding?.state).toBe('bad');
    expect(finding?.text).toMatch(/^The project lacks: function historical_hours \(\S+\)\.$/);
  });

  test('a project without schema.sql, a public or unknown key and a wrong address are told apart', async () => {
    const findings = await look(empty.url, empty.secretKey);
    expect(statesOf(findings).slice(0, 3)).toEqual(['good', 'good', 'bad']);
    expect(findings[2]?.fix).toContain('schema.sql');
    const publicKey = await look(empty.url, empty.publishableKey ?? '');
    expect(publicKey[0]?.text).toBe(
      'SUPABASE_SECRET_KEY holds a public key (publishable), which may not write.',
    );
    const jwt = (role: string): string =>
      ['{}', JSON.stringify({ role }), 'x'].map((part) => Buffer.from(part).toString('base64url')).join('.');
    const nobody = `http://127.0.0.1:${await freePort()}`;
    expect((await look(nobody, jwt('service_role')))[0]?.state).toBe('good');
    const away = await look(nobody, jwt('anon'));
    expect(statesOf(away)).toEqual(['bad', 'bad', 'skipped', 'skipped']);
    expect(away[1]?.text).toBe(`${nobody} cannot be reached (ECONNREFUSED).`);
    expect((await look(nobody, 'x'.repeat(20)))[0]?.state).toBe('warn');
    expectFixes([...findings, ...publicKey, ...away]);
  });
});
