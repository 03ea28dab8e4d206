import { expect, test } from 'vitest';
import { startRelayProcess, type RelayProcess } from '../testing/relay-process.ts';

/** Runs in both of the relay's threads and names each package that they import. */
const NAME_PACKAGES = `
  import { writeSync } from 'node:fs';
  export const resolve = (specifier, context, next) => {
    if (/^[@a-z][^:]*$/.test(specifier)) writeSync(2, 'imports ' + specifier + '\\n');
    return next(specifier, context);
  };`;
const asModule = (code: string): string => `data:text/javascript,${encodeURIComponent(code)}`;
const REGISTER = `import { register } from 'node:module'; register(${JSON.stringify(asModule(NAME_PACKAGES))});`;

const importsOf = (relay: RelayProcess): Set<string> =>
  new Set([...relay.output().matchAll(/^imports (.+)$/gm)].map(([, name = '']) => name));

// Nothing listens there, which is all the same to what is imported.
const NO_REDIS = 'redis://127.0.0.1:1';

test.each([
  ['what every start needs is in the bundle, but for the native SQLite', {}, ['libsql']],
  ['the client of Redis is loaded where one is configured', { REDIS_URL: NO_REDIS }, ['ioredis', 'libsql']],
])('%s', async (_title, env, expected) => {
  const relay = await startRelayProcess({
    env: { ...env, NODE_OPTIONS: `--import=${asModule(REGISTER)}` },
  });
  try {
    expect([...importsOf(relay)].sort()).toEqual(expected);
  } finally {
    await relay.stop();
  }
});
