import { PRODUCT_VERSION } from '../product.ts';
import { bad, good, warn, type Check } from './check.ts';

export const relayCheck: Check = {
  title: 'Relay',
  check: ({ config, relay }) => {
    if (!relay)
      return warn(
        `No relay runs on the data directory ${config.dataDir}.`,
        'Start it with `tick-relay run`, or name its directory with --data-dir.',
      );
    const { version, log } = relay.report;
    if (log.problem !== undefined)
      return bad(`The relay cannot keep ticks now: ${log.problem}`, 'Do what this sentence says.');
    return version === PRODUCT_VERSION
      ? good(`Version ${version} runs at http://127.0.0.1:${relay.port}.`)
      : warn(
          `Version ${version} runs, but ${PRODUCT_VERSION} is installed.`,
          'Stop the relay and start it again.',
        );
  },
};
