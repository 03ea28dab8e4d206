import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from '../tools/run-command.ts';
import { startChild, waitUntil } from './child-server.ts';
import type { CommandOutcome } from './command-line.ts';
import { ensureProgram, SYSTEMD } from './system-programs.ts';

const UID = 12_345;
const SEPARATE = ['--mount', '--cgroup', '--pid', '--fork', '--kill-child', '--mount-proc'];

/**
 * Process 1 of the namespace, in `/bin/sh`: a computer that systemd seems to have started, with a journal and the
 * manager of one user. Nothing of the real one is touched: what is written lies on file systems of its own.
 * $1: systemd's own folder, $2: the test's folder, $3: this checkout, $4: Node, $5: the user's number, $6: the
 * folder that the checkout is to be seen in.
 */
const INIT = `
set -e
mount -t tmpfs tmpfs /run/systemd
mount -t tmpfs tmpfs /var/log
mkdir -p /run/systemd/system /run/systemd/journal /var/log/journal
umount -R /sys/fs/cgroup
mount -t cgroup2 none /sys/fs/cgroup
cp /etc/passwd "$2/passwd"
echo "trader:x:$5:$5::$2/home:/bin/sh" >> "$2/passwd"
mount --bind "$2/passwd" /etc/passwd
mount --bind "$3" "$6"
touch "$2/node"
mount --bind "$4" "$2/node"
# It then writes where a user may read the own part.
touch /run/systemd/journal/flushed
"$1/systemd-journald" &
# Its place in the tree of groups is what tells the journal whose a line is.
service="/sys/fs/cgroup/user.slice/user-$5.slice/user@$5.service"
mkdir -p "$service"
chown -R "$5:$5" "$service" "$2/home" "$2/run"
cd "$2/home"
(echo 0 > "$service/cgroup.procs"; exec setpriv --reuid "$5" --regid "$5" --clear-groups env -i PATH=/usr/bin:/bin HOME="$2/home" \\
  XDG_RUNTIME_DIR="$2/run" SYSTEMD_LOG_TARGET=journal "$1/systemd" --user) &
wait
`;

/** Goes into a control group of its own ($0) and into namespaces of its own, and runs $1 there with the rest. */
const ENTER = `
echo $$ > "$0/cgroup.procs"
init=$1
shift
exec unshare ${SEPARATE.join(' ')} sh -c "$init" init "$@"
`;

/** The real systemd for one user without privileges, who has no log-in and a home of his own. */
export interface UserManager {
  readonly home: string;
  /** Runs a program as the user. */
  run(command: string, ...args: readonly string[]): CommandOutcome;
  /** Runs the built `tick-relay` as the user. */
  tickRelay(...args: readonly string[]): CommandOutcome;
  /** Gives files that were written from outside to the user. */
  own(path: string): void;
  /** A process of the user's by its number outside. */
  outerPid(pid: number): number;
  /** Ends it with all that it has started. */
  stop(): Promise<void>;
}

const cgroupFolder = (): string | undefined =>
  readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' '))
    .find(([, , type, options]) => type === 'cgroup2' && options?.startsWith('rw'))?.[1];

/** It takes root, control groups and namespaces: a virtual machine has them, an ordinary container has not. */
export const canRunUserManager = (): boolean =>
  process.platform === 'linux' &&
  process.getuid?.() === 0 &&
  cgroupFolder() !== undefined &&
  spawnSync('unshare', [...SEPARATE, 'mount', '-t', 'cgroup2', 'none', '/sys/fs/cgroup']).status === 0;

const removeCgroup = (folder: string): void => {
  for (const entry of readdirSync(folder, { withFileTypes: true }))
    if (entry.isDirectory()) removeCgroup(join(folder, entry.name));
  rmdirSync(folder);
};

const makeFolders = (productFolder: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'tick-relay-user-'));
  chmodSync(folder, 0o755);
  for (const name of ['home', 'run', productFolder]) mkdirSync(join(folder, name), { mode: 0o755 });
  return folder;
};

/** The process that `INIT` runs in, by its number outside. */
const initOf = (pid: number): number | undefined => {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return children === '' ? undefined : Number(children);
};

const outerPid = (pid: number, cgroup: string): number => {
  const groups = readdirSync(cgroup, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('cgroup.procs'),
  );
  const numbers = groups.flatMap((name) => readFileSync(join(cgroup, name), 'utf8').split('\n'));
  const isIt = (number: string): boolean =>
    number !== '' &&
    new RegExp(`^NSpid:\\t${number}\\t${pid}$`, 'm').test(readFileSync(`/proc/${number}/status`, 'utf8'));
  return Number(numbers.find(isIt));
};

const outcomeOf = (command: string, args: readonly string[]): CommandOutcome =>
  spawnSync(command, args, { encoding: 'utf8' });

/** `productFolder`: the name of the folder that the user sees this checkout in. */
export const startUserManager = async (productFolder: string): Promise<UserManager> => {
  const systemd = dirname(ensureProgram(SYSTEMD));
  const folder = makeFolders(productFolder);
  const [home, product] = [join(folder, 'home'), join(folder, productFolder)];
  const cgroup = join(cgroupFolder() ?? '', `tick-relay-test-${process.pid}`);
  mkdirSync(cgroup);
  const parameters = [systemd, folder, ROOT, process.execPath, String(UID), product];
  const outer = startChild('sh', ['-c', ENTER, cgroup, INIT, ...parameters]);

  const run = (command: string, ...args: readonly string[]): CommandOutcome => {
    const init = initOf(outer.process.pid ?? 0);
    const user = `--reuid=${UID} --regid=${UID} --clear-groups`.split(' ');
    const variables = ['PATH=/usr/bin:/bin', `HOME=${home}`, `XDG_RUNTIME_DIR=${join(folder, 'run')}`];
    return outcomeOf('nsenter', [
      ...['--target', String(init), '--mount', '--pid', '--cgroup', `--wd=${home}`],
      ...['setpriv', ...user, 'env', '-i', ...variables, command, ...args],
    ]);
  };
  const stop = async (): Promise<void> => {
    await outer.end('SIGKILL');
    const isEmpty = () => readFileSync(join(cgroup, 'cgroup.events'), 'utf8').includes('populated 0');
    await waitUntil(isEmpty, () => `Processes are left in ${cgroup}.`);
    removeCgroup(cgroup);
    rmSync(folder, { recursive: true });
  };
  const isReady = () =>
    initOf(outer.process.pid ?? 0) !== undefined &&
    run('systemctl', '--user', 'is-system-running').stdout === 'running\n';
  await waitUntil(isReady, () => `The user manager did not start: ${outer.output()}`);
  return {
    home,
    run,
    tickRelay: (...args) => run(join(folder, 'node'), join(product, 'dist/relay/tick-relay.js'), ...args),
    own: (path) => void execFileSync('chown', ['-R', `${UID}:${UID}`, path]),
    outerPid: (pid) => outerPid(pid, cgroup),
    stop,
  };
};
