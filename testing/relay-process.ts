import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { readRelayFile } from '../relay/relay-file.ts';
import { BUILT_RELAY } from './built-product.ts';
import { startChild, waitUntil, type ChildServer } from './child-server.ts';

export interface RelayProcessOptions {
  /** Options of the relay by their names in the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** A free one where it is not given. */
  readonly port?: number;
  /** A temporary folder, removed by `stop`, where it is not given. */
  readonly dataDir?: string;
  /** `source` needs no build. The default is the built relay, which is what users run. */
  readonly code?: 'built' | 'source';
  /** What follows `tick-relay`; nothing means `run`. */
  readonly args?: readonly string[];
}

/** A relay in a process of its own, as users run it. */
export interface RelayProcess {
  readonly url: string;
  readonly wsUrl: string;
  readonly ownerToken: string;
  readonly dataDir: string;
  readonly pid: number;
  /** What it wrote on stdout and stderr last. */
  output(): string;
  /** Ends it in order and removes its data, unless the caller named the folder. */
  stop(): Promise<void>;
  /** Ends it in order and keeps its data; answers its exit status. */
  terminate(): Promise<number | null>;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
  /** Resolves when it has ended by itself; answers the signal that ended it. */
  ended(): Promise<NodeJS.Signals | null>;
  /** Starts it again after `kill`, `terminate` or `ended`, on the same port and data; `env` is added to the environment it began with. */
  restart(env?: Readonly<Record<string, string>>): Promise<void>;
}

const SOURCE = path.resolve(import.meta.dirname, '../relay/tick-relay.ts');

/** By its path, because the relay's working directory is its data directory. */
export const tsxLoader = (): string => pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

const commandOf = (code: 'built' | 'source'): string[] => {
  if (code === 'source') return ['--import', tsxLoader(), SOURCE];
  if (!existsSync(BUILT_RELAY)) throw new Error(`${BUILT_RELAY} is not there: run \`npm run build\` first.`);
  return [BUILT_RELAY];
};

/** This user's own settings must not change what a test sees. */
const cleanEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(TICK_|REDIS_|SUPABASE_|ARCHIVE_)/.test(name)),
  );

const launch = async (
  options: RelayProcessOptions,
  dataDir: string,
  port: number,
): Promise<{ child: ChildServer; port: number }> => {
  const child = startChild(
    process.execPath,
    [...commandOf(options.code ?? 'built'), ...(options.args ?? [])],
    {
      cwd: dataDir,
      env: {
        ...cleanEnvironment(),
        XDG_CONFIG_HOME: dataDir,
        TICK_RELAY_LOG_LEVEL: 'warn',
        ...options.env,
        TICK_RELAY_PORT: String(port),
        TICK_RELAY_DATA_DIR: dataDir,
      },
    },
  );
  const ready = (): boolean => {
    if (child.process.exitCode !== null) throw new Error(`The relay ended at its start: ${child.output()}`);
    return readRelayFile(dataDir)?.pid === child.process.pid;
  };
  try {
    await waitUntil(ready, () => `The relay did not start: ${child.output()}`);
  } catch (error) {
    if (child.process.exitCode === null) await child.end('SIGKILL');
    if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    throw error;
  }
  return { child, port: readRelayFile(dataDir)?.port ?? port };
};

export const startRelayProcess = async (options: RelayProcessOptions = {}): Promise<RelayProcess> => {
  const dataDir = options.dataDir ?? (await mkdtemp(path.join(tmpdir(), 'tick-relay-data-')));
  let running = await launch(options, dataDir, options.port ?? 0);
  const { port } = running;
  const ownerToken = (await readFile(path.join(dataDir, 'owner-token'), 'utf8')).trim();
  return {
    url: `http://127.0.0.1:${port}`,
    wsUrl: `ws://127.0.0.1:${port}/v1`,
    ownerToken,
    dataDir,
    get pid() {
      return running.child.process.pid ?? 0;
    },
    output: () => running.child.output(),
    stop: async () => {
      if (running.child.process.exitCode === null && running.child.process.signalCode === null) {
        await running.child.end('SIGTERM');
      }
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    },
    terminate: async () => {
      await running.child.end('SIGTERM');
      return running.child.process.exitCode;
    },
    kill: () => running.child.end('SIGKILL'),
    ended: async () => {
      const { process: child } = running.child;
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      return child.signalCode;
    },
    restart: async (env = {}) => {
      running = await launch({ ...options, env: { ...options.env, ...env } }, dataDir, port);
    },
  };
};
