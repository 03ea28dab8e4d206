import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { loadConfig } from '../config/load-config.ts';
import { createLogger, type RelayLog } from './create-logger.ts';

const ENVIRONMENT = {
  TICK_RELAY_TOKEN: 'token-'.repeat(6),
  REDIS_URL: 'rediss://me:hunter2@redis.example:6380',
  SUPABASE_URL: 'https://abcdefgh.supabase.co',
  SUPABASE_SECRET_KEY: 'sb_secret_0123456789',
};

const configOf = (environment: NodeJS.ProcessEnv) =>
  loadConfig({ environment, directory: '/nowhere', userConfigDir: '/nowhere' });

const written = async (isTTY: boolean, use: (logger: RelayLog) => void): Promise<string> => {
  const stream = Object.assign(new PassThrough(), { isTTY });
  use(createLogger(configOf(ENVIRONMENT), stream));
  stream.end();
  return text(stream);
};

test('a secret that gets into a message or an error does not get into the log', async () => {
  const log = await written(false, (logger) => {
    logger.warn(`key ${ENVIRONMENT.SUPABASE_SECRET_KEY}, token ${ENVIRONMENT.TICK_RELAY_TOKEN}`);
    logger.error({ err: new Error(`connect ${ENVIRONMENT.REDIS_URL}`) }, 'password hunter2');
  });
  for (const secret of ['sb_secret_', 'token-token', 'hunter2']) expect(log).not.toContain(secret);
  expect(
    log
      .split('\n')
      .filter(Boolean)
      .map((line) => (JSON.parse(line) as { level: number }).level),
  ).toEqual([40, 50]);
});

test('on a terminal a line is a sentence with its time', async () => {
  const log = await written(true, (logger) => {
    logger.info('Redis is back.');
    logger.debug('Not shown at this level.');
  });
  expect(log).toMatch(/^\d\d:\d\d:\d\d info {2}Redis is back\.\n$/);
});

test('with another configuration it takes its level, and hides the new secrets beside the old', async () => {
  const log = await written(true, (logger) => {
    logger.debug('Not shown.');
    logger.configure(configOf({ TICK_RELAY_LOG_LEVEL: 'debug', REDIS_URL: 'redis://:swordfish@a:1' }));
    logger.debug('swordfish and hunter2');
  });
  expect(log).toMatch(/^\d\d:\d\d:\d\d debug \[secret\] and \[secret\]\n$/);
});
