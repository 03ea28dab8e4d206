import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A program outside npm that the tests or the demo run for real. */
export interface SystemProgram {
  readonly name: string;
  /** Tried in order: absolute paths, or names looked up in PATH. */
  readonly candidates: readonly string[];
  readonly debianPackages: readonly string[];
  /** The one command for a Mac. */
  readonly macInstall: string;
}

export const REDIS_SERVER: SystemProgram = {
  name: 'redis-server',
  candidates: ['redis-server', '/opt/homebrew/bin/redis-server', '/usr/local/bin/redis-server'],
  debianPackages: ['redis-server', 'redis-tools'],
  macInstall: 'brew install redis',
};

export const REDIS_BENCHMARK: SystemProgram = {
  ...REDIS_SERVER,
  name: 'redis-benchmark',
  candidates: ['redis-benchmark', '/opt/homebrew/bin/redis-benchmark', '/usr/local/bin/redis-benchmark'],
};

/** The manager itself, of the system or of a user. Linux only. */
export const SYSTEMD: SystemProgram = {
  name: 'systemd',
  candidates: ['/usr/lib/systemd/systemd', '/lib/systemd/systemd'],
  debianPackages: ['systemd'],
  macInstall: 'true  # there is none for a Mac',
};

export const SYSTEMD_ANALYZE: SystemProgram = {
  ...SYSTEMD,
  name: 'systemd-analyze',
  candidates: ['systemd-analyze'],
};

export const SYSTEMD_NOTIFY: SystemProgram = {
  ...SYSTEMD,
  name: 'systemd-notify',
  candidates: ['systemd-notify'],
};

/** `CHROME_PATH` comes first; an unbranded Chromium before a branded Chrome. */
export const CHROMIUM: SystemProgram = {
  name: 'Chromium',
  candidates: [
    ...(process.env.CHROME_PATH ? [process.env.CHROME_PATH] : []),
    'chromium',
    'chromium-browser',
    'google-chrome-for-testing',
    'google-chrome',
    'google-chrome-stable',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  debianPackages: ['chromium', 'fonts-liberation'],
  macInstall: 'brew install --cask chromium',
};

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const find = (program: SystemProgram): string | undefined => {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return program.candidates
    .flatMap((candidate) =>
      candidate.includes('/') ? [candidate] : folders.map((folder) => join(folder, candidate)),
    )
    .find(isExecutable);
};

const isRootOnDebian = (): boolean => process.getuid?.() === 0 && existsSync('/etc/debian_version');

const installOnDebian = (program: SystemProgram): void => {
  process.stderr.write(`Installing ${program.debianPackages.join(', ')} …\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('apt-get', ['update', '-qq'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  execFileSync('apt-get', ['install', '-y', '-qq', ...program.debianPackages], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
};

/**
 * The program's absolute path. Where it is missing it is installed when running as root on Debian.
 *
 * @throws Error whose message names the one command that installs it.
 */
export const ensureProgram = (program: SystemProgram): string => {
  const found = find(program);
  if (found) return found;
  if (isRootOnDebian()) {
    installOnDebian(program);
    const installed = find(program);
    if (installed) return installed;
  }
  const command =
    process.platform === 'darwin'
      ? program.macInstall
      : `sudo apt-get install ${program.debianPackages.join(' ')}`;
  throw new Error(`${program.name} is not installed: run \`${command}\` and try again.`);
};
