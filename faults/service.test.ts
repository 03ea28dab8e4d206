import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readRelayFile } from '../relay/relay-file.ts';
import { waitUntil } from '../testing/child-server.ts';
import type { CommandOutcome } from '../testing/command-line.ts';
import { httpRequest } from '../testing/http-request.ts';
import { ODD_NAME } from '../testing/service-samples.ts';
import { canRunUserManager, startUserManager, type UserManager } from '../testing/user-manager.ts';

const LONG_MS = 60_000;
/** Node itself loads no module from a folder with a backslash in its name. */
const PRODUCT_FOLDER = ODD_NAME.replaceAll('\\', '');

describe.skipIf(!canRunUserManager())('the service under a real systemd (root and control groups)', () => {
  let user: UserManager;
  let dataDir: string;
  let settings: string;
  let unit: string;
  beforeAll(async () => {
    user = await startUserManager(PRODUCT_FOLDER);
    dataDir = join(user.home, ODD_NAME);
    settings = join(user.home, '.config/quflx-tick-relay/tick-relay.env');
    unit = join(user.home, '.config/systemd/user/tick-relay.service');
    writeSetting('TICK_RELAY_PORT=0');
  });
  afterAll(() => user.stop());

  const writeSetting = (line: string): void => write(settings, `${line}\n`);
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    user.own(join(user.home, '.config'));
  };
  const override = (lines: string): void => {
    write(`${unit}.d/override.conf`, `[Service]\n${lines}\n`);
    user.run('systemctl', '--user', 'daemon-reload');
  };
  const service = (...args: string[]): CommandOutcome => user.tickRelay('service', ...args);
  const good = (outcome: CommandOutcome): string => {
    expect(outcome).toMatchObject({ status: 0, stderr: '' });
    return outcome.stdout;
  };
  const property = (name: string): string =>
    user.run('systemctl', '--user', 'show', '--value', `--property=${name}`, 'tick-relay').stdout.trim();
  const isHealthy = async (): Promise<boolean> => {
    const port = readRelayFile(dataDir)?.port;
    const answer = await httpRequest(`http://127.0.0.1:${port ?? 0}/health`).catch(() => undefined);
    return answer?.status === 200;
  };
  /** Waits for a life of the relay after the one of `pid`. */
  const returned = (pid: string): Promise<void> =>
    waitUntil(
      async () => property('MainPID') !== pid && property('ActiveState') === 'active' && (await isHealthy()),
      () => `It did not return: ${service('logs').stdout}`,
      LONG_MS,
    );

  test('install starts it, hardened and from log-in on; a second one lets it run on', async () => {
    const installed = good(service('install', '--data-dir', dataDir));
    expect(installed).toContain('enable-linger');
    // `systemctl start` has waited for READY=1.
    expect(await isHealthy()).toBe(true);
    const pid = property('MainPID');
    expect([property('NotifyAccess'), property('UnitFileState')]).toEqual(['all', 'enabled']);
    const processStatus = readFileSync(`/proc/${user.outerPid(Number(pid))}/status`, 'utf8');
    expect(processStatus).toMatch(/^NoNewPrivs:\t1$/m);
    expect(processStatus).toMatch(/^Seccomp:\t2$/m);
    expect(good(service('install'))).toContain('installed already');
    expect(property('MainPID')).toBe(pid);
  });

  test('status tells that it runs and logs shows its log, in sentences', () => {
    const shown = good(service('status'));
    expect(shown).toMatch(/^The relay runs as a service\.$/m);
    expect(shown).toMatch(/Definition +as this version writes it/);
    expect(shown).toMatch(/It says +Runs at http:\/\/127\.0\.0\.1:\d+, 0 ticks kept\./);
    expect(JSON.parse(good(service('status', '--json')))).toMatchObject({
      running: true,
      definition: 'current',
    });
    expect(good(service('logs'))).toMatch(
      /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d info {2}QuFLX Tick Relay .* runs at /m,
    );
  });

  test('killed, it returns', async () => {
    const pid = property('MainPID');
    user.run('kill', '-KILL', pid);
    await returned(pid);
    expect(Number(property('NRestarts'))).toBe(1);
  });

  test('standing still it is ended by the watchdog, and returns; a setting beside the unit is no edit', async () => {
    override('WatchdogSec=5s\nTimeoutAbortSec=1s\nRestartSec=100ms');
    good(service('restart'));
    expect(good(service('install'))).toContain('installed already');
    const pid = property('MainPID');
    user.run('kill', '-STOP', pid);
    await returned(pid);
    expect(good(service('logs'))).toMatch(/tick-relay\.service: Watchdog timeout/);
    // A machine that has much else to do must not set it off in the tests that follow.
    override('RestartSec=100ms');
    good(service('restart'));
  });

  test('stop ends it in order and start begins again', async () => {
    good(service('stop'));
    expect([property('ActiveState'), property('Result'), property('ExecMainStatus')]).toEqual([
      'inactive',
      'success',
      '0',
    ]);
    expect(service('status').status).toBe(1);
    good(service('start'));
    expect(await isHealthy()).toBe(true);
  });

  test('an edited unit stays until it is forced', () => {
    const text = readFileSync(unit, 'utf8');
    write(unit, text.replace('RestartSec=5s', 'RestartSec=6s'));
    const refused = service('install');
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain('--force');
    expect(service('status').stdout).toContain('edited');
    good(service('install', '--force'));
    expect(readFileSync(unit, 'utf8')).toBe(text);
  });

  test('a wrong option is told, and not tried again and again', async () => {
    writeSetting('TICK_RELAY_PORT=http');
    const pid = property('MainPID');
    expect(service('restart')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('The value "http" of TICK_RELAY_PORT') as string,
    });
    expect(property('MainPID')).toBe(pid);
    user.run('kill', '-KILL', pid);
    await waitUntil(
      () => property('ActiveState') === 'failed',
      () => property('ActiveState'),
    );
    expect(property('ExecMainStatus')).toBe('2');
    expect(good(service('logs'))).toContain('The value "http" of TICK_RELAY_PORT');
    expect(service('status')).toMatchObject({ status: 1, stderr: '' });
    writeSetting('TICK_RELAY_PORT=0');
    good(service('start'));
  });

  test('uninstall leaves the data; with --purge it goes, and twice is no harm', () => {
    good(service('uninstall'));
    expect([existsSync(unit), property('LoadState')]).toEqual([false, 'not-found']);
    expect(existsSync(join(dataDir, 'ticks.sqlite'))).toBe(true);
    good(service('install', '--data-dir', dataDir));
    expect(good(service('uninstall', '--purge'))).toContain('ticks.sqlite');
    expect(existsSync(dataDir)).toBe(false);
    expect(good(service('uninstall'))).toContain('No service was installed');
  });
});
