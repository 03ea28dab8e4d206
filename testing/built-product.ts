import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const inRepository = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

export const BUILT_EXTENSION = inRepository('dist/extension');
export const BUILT_RELAY = inRepository('dist/relay/tick-relay.js');

/** The browser tests and the demo run what users run, so it has to be built first. */
export const setup = (): void => {
  for (const path of [BUILT_EXTENSION, BUILT_RELAY])
    if (!existsSync(path)) throw new Error(`${path} is not there: run \`npm run build\` first.`);
};
