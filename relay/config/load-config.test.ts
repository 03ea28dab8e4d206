import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { UserError } from '../user-error.ts';
import { loadConfig } from './load-config.ts';
import { OPTION_KEYS, OPTIONS } from './options.ts';
import { USER_CONFIG_FILE } from './setting-sources.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tick-relay-config-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const load = (environment: NodeJS.ProcessEnv = {}, flags: Record<string, string> = {}) =>
  loadConfig({ flags, environment, directory: folder, userConfigDir: path.join(folder) });

const failure = (environment: NodeJS.ProcessEnv, flags: Record<string, string> = {}): UserError => {
  try {
    load(environment, flags);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('the configuration was accepted');
};

test('without any setting every option has its default', () => {
  expect(load()).toEqual({
    port: 8787,
    dataDir: OPTIONS.dataDir.fallback,
    token: undefined,
    redisUrls: [],
    redisPrefix: '',
    supabase: undefined,
    logRetentionDays: 30,
    retentionDays: undefined,
    archiveInterval: 30_000,
    logLevel: 'info',
  });
});

test('a flag is stronger than the environment, that than .env, that than the user’s file', () => {
  writeFileSync(path.join(folder, USER_CONFIG_FILE), 'TICK_RELAY_PORT=1\n');
  expect(load().port).toBe(1);
  writeFileSync(path.join(folder, '.env'), '# here\nTICK_RELAY_PORT="2"\nOTHER=x\n');
  expect(load().port).toBe(2);
  expect(load({ TICK_RELAY_PORT: '3' }).port).toBe(3);
  expect(load({ TICK_RELAY_PORT: '3' }, { port: '4' }).port).toBe(4);
});

test('an empty value is not set', () => {
  writeFileSync(path.join(folder, '.env'), 'REDIS_PREFIX=demo:\n');
  expect(load({ REDIS_PREFIX: '' }).redisPrefix).toBe('demo:');
});

test('several Redis addresses are the nodes of a cluster', () => {
  expect(load({ REDIS_URL: 'redis://a:1, redis://b:2' }).redisUrls).toEqual(['redis://a:1', 'redis://b:2']);
});

test.each([
  ['TICK_RELAY_PORT', '70000'],
  ['TICK_RELAY_PORT', '80.5'],
  ['TICK_RELAY_PORT', 'http'],
  ['TICK_RELAY_TOKEN', 'short'],
  ['REDIS_URL', 'http://localhost:6379'],
  ['REDIS_URL', 'localhost:6379'],
  ['REDIS_URL', 'redis://a:1,rediss://b:2'],
  ['REDIS_URL', 'redis://a:1,b'],
  ['REDIS_URL', 'redis://:50%of@a:1'],
  ['REDIS_PREFIX', 'two words'],
  ['SUPABASE_URL', 'abcdefgh'],
  ['SUPABASE_SECRET_KEY', 'two words of a key'],
  ['TICK_RETENTION_DAYS', '0'],
  ['TICK_LOG_RETENTION_DAYS', '0.5'],
  ['ARCHIVE_INTERVAL_SECONDS', '-1'],
  ['TICK_RELAY_LOG_LEVEL', 'loud'],
])('%s=%s ends the start with a sentence that names it and what it accepts', (name, value) => {
  const error = failure({ [name]: value });
  const option = OPTION_KEYS.map((key) => OPTIONS[key]).find((candidate) => candidate.name === name);
  expect(error.exitStatus).toBe(2);
  expect(error.message).toContain(`${name} in the environment`);
  expect(error.message).toContain(option?.accepts);
});

test('a wrong flag is named as the flag', () => {
  expect(failure({}, { retentionDays: 'all' }).message).toBe(
    'The value "all" of the flag --retention-days is wrong: it takes a whole number of days from 1 to 36500.',
  );
});

test('the message of a wrong secret does not hold it', () => {
  expect(failure({ TICK_RELAY_TOKEN: 'hunter2' }).message).not.toContain('hunter2');
  expect(failure({ REDIS_URL: 'http://me:hunter2@host' }).message).not.toContain('hunter2');
});

test('half of the Supabase settings names the other half', () => {
  expect(failure({ SUPABASE_URL: 'https://a.supabase.co' }).message).toContain('SUPABASE_SECRET_KEY is not');
  expect(failure({ SUPABASE_SECRET_KEY: 'sb_secret_1234' }).message).toContain('SUPABASE_URL is not');
});

test('a misspelt option in a file is told', () => {
  writeFileSync(path.join(folder, '.env'), 'TICK_RELAY_PROT=1\n');
  expect(failure({}).message).toContain('TICK_RELAY_PROT in');
});
