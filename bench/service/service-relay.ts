import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { BUILT_RELAY } from '../../testing/built-product.ts';
import { freePort } from '../../testing/free-port.ts';
import type { RelayAccess } from '../../testing/relay-api.ts';
import type { RelayAddress } from '../../testing/relay-socket.ts';

/** Known before the start: a client of a relay that starts has to have it. */
const TOKEN = 'token-of-the-bench-token-of-the-bench';
/** Nothing may be pruned: the figures are for all of the ticks. */
const KEPT_DAYS = '3650';

/** A built relay of which nobody has waited for anything yet. */
export interface ServiceRelay extends RelayAccess, RelayAddress {
  /** When its process was started, as `performance.now()` tells it. */
  readonly spawnedAt: number;
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

/**
 * Starts the built relay with as little around it as a service manager gives: no variable of this shell, some of which
 * (`NODE_EXTRA_CA_CERTS`) make each start of Node slower.
 */
export const startServiceRelay = async (dataDir: string): Promise<ServiceRelay> => {
  const port = await freePort();
  const env = {
    PATH: process.env.PATH,
    HOME: dataDir,
    XDG_CONFIG_HOME: dataDir,
    TICK_RELAY_LOG_LEVEL: 'warn',
    TICK_RELAY_PORT: String(port),
    TICK_RELAY_DATA_DIR: dataDir,
    TICK_RELAY_TOKEN: TOKEN,
    TICK_LOG_RETENTION_DAYS: KEPT_DAYS,
  };
  const spawnedAt = performance.now();
  const child = spawn(process.execPath, [BUILT_RELAY, 'run'], { cwd: dataDir, env, stdio: 'ignore' });
  const endWithUs = (): void => void child.kill('SIGKILL');
  process.once('exit', endWithUs);
  const ended = once(child, 'exit').then(() => process.off('exit', endWithUs));
  return {
    spawnedAt,
    process: child,
    url: `http://127.0.0.1:${port}`,
    wsUrl: `ws://127.0.0.1:${port}/v1`,
    ownerToken: TOKEN,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
};
