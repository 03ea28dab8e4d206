import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild, waitUntil, type ChildServer } from './child-server.ts';
import { freePort } from './free-port.ts';

const BINARIES = '/usr/lib/postgresql/15/bin';
/** With the recovery after a crash. */
const START_MS = 60_000;

export interface PostgresServer {
  readonly url: string;
  /** Ends it at once, as a crash would: no connection is told, nothing is written out. */
  crash(signal: 'SIGQUIT' | 'SIGKILL'): Promise<void>;
  /** Starts it again after `crash`, on the same port and data; resolves when it has recovered. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Debian's place of PostgreSQL 15, which Supabase runs. */
export const hasPostgres = (): boolean => existsSync(join(BINARIES, 'initdb'));

/** PostgreSQL refuses to run as root. */
const unprivileged = (): { uid: number; gid: number } | undefined => {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
};

/** Starts an own PostgreSQL cluster in a temporary folder, on a free port of 127.0.0.1. */
export const startPostgres = async (): Promise<PostgresServer> => {
  const user = unprivileged();
  const folder = mkdtempSync(join(tmpdir(), 'tick-relay-postgres-'));
  if (user) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const options = { ...user, cwd: folder };
  execFileSync(
    join(BINARIES, 'initdb'),
    ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--no-sync'],
    { ...options, stdio: 'pipe' },
  );
  const port = await freePort();
  const settings = { listen_addresses: '127.0.0.1', unix_socket_directories: folder, fsync: 'off' };
  const launch = (): ChildServer =>
    startChild(
      join(BINARIES, 'postgres'),
      [
        ...['-D', data, '-p', String(port)],
        ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      ],
      options,
    );
  let server = launch();
  const isReady = (): boolean => {
    // After SIGKILL the children of the killed one may hold its shared memory for a moment yet.
    if (server.process.exitCode !== null && /shared memory|lock file/.test(server.output()))
      server = launch();
    return server.output().includes('ready to accept connections');
  };
  const started = (): Promise<void> =>
    waitUntil(isReady, () => `PostgreSQL did not start: ${server.output()}`, START_MS);
  await started();
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    crash: (signal) => server.end(signal),
    restart: () => {
      server = launch();
      return started();
    },
    stop: async () => {
      await server.end('SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
