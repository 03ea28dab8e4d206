import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PROGRAM, USER } from '../../testing/service-samples.ts';
import { installedDataDir } from './definition-file.ts';
import { launchdPlan } from './launchd-plan.ts';
import { commandText } from './run-command.ts';
import { Service } from './service.ts';
import type { CommandOutcome, ServiceCommand, ServicePlan } from './service-plan.ts';
import { systemdPlan } from './systemd-plan.ts';
import { taskSchedulerPlan } from './task-scheduler-plan.ts';

const PLANS = { systemd: systemdPlan, launchd: launchdPlan, 'Task Scheduler': taskSchedulerPlan };

let home: string;
let ran: string[];
/** What stands in for a service manager here: none of them runs on every computer that runs the tests. */
let answer: (command: ServiceCommand) => Partial<CommandOutcome>;
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'tick-relay-home-'));
  ran = [];
  answer = () => ({});
});
afterEach(() => rmSync(home, { recursive: true }));

const run = (command: ServiceCommand): Promise<CommandOutcome> => {
  ran.push(commandText(command));
  return Promise.resolve({ status: 0, stdout: '', stderr: '', ...answer(command) });
};

describe.each(Object.entries(PLANS))('%s', (_name, planOf) => {
  const planWith = (args: readonly string[] = PROGRAM.args): ServicePlan => {
    const plan = planOf(
      { ...PROGRAM, args },
      { ...USER, home, configHome: path.join(home, '.config'), productConfig: path.join(home, 'product') },
    );
    // A plan for Windows joins paths as Windows does.
    return { ...plan, file: plan.file.replaceAll('\\', '/') };
  };
  const texts = (commands: readonly ServiceCommand[]): string[] => commands.map(commandText);
  const definition = (): string => {
    const { file, encoding } = planWith();
    return readFileSync(file, encoding).replace('\uFEFF', '');
  };
  const edit = (): void => {
    const { file, encoding } = planWith();
    writeFileSync(
      file,
      readFileSync(file, encoding).replace('/usr/bin/node', '/usr/local/bin/node'),
      encoding,
    );
  };

  test('install writes it and starts it; once more changes nothing, but starts it if it does not run', async () => {
    const plan = planWith();
    const service = new Service(plan, run);
    expect(await service.install(false)).toBe(true);
    expect(definition()).toBe(plan.text);
    expect(ran).toEqual(expect.arrayContaining([...texts(plan.register), ...texts(plan.start)]));
    ran = [];
    expect(await service.install(false)).toBe(false);
    expect(definition()).toBe(plan.text);
    expect(ran.slice(-plan.start.length)).toEqual(texts(plan.start));
  });

  test('another version of it is written over the old one, and the relay restarted', async () => {
    await new Service(planWith(), run).install(false);
    const newer = planWith(['service', 'run']);
    ran = [];
    expect(await new Service(newer, run).install(false)).toBe(true);
    expect(definition()).toBe(newer.text);
    expect(ran.slice(-newer.restart.length)).toEqual(texts(newer.restart));
  });

  test('an edited definition stays, unless it is forced', async () => {
    const service = new Service(planWith(), run);
    await service.install(false);
    edit();
    ran = [];
    await expect(service.install(false)).rejects.toThrow(/was edited .* --force/);
    expect(ran.filter((text) => !/show|print|Query/.test(text))).toEqual([]);
    expect(definition()).toContain('/usr/local/bin/node');
    expect((await service.status()).definition).toBe('edited');
    expect(await service.install(true)).toBe(true);
    expect(definition()).toBe(planWith().text);
  });

  test('a definition that tick-relay did not write stays, too', async () => {
    const service = new Service(planWith(), run);
    await service.install(false);
    const { file, encoding } = planWith();
    writeFileSync(file, 'mine', encoding);
    await expect(service.install(false)).rejects.toThrow(/was edited/);
  });

  test('uninstall stops it and removes the definition; a second one finds nothing', async () => {
    const plan = planWith();
    const service = new Service(plan, run);
    await service.install(false);
    ran = [];
    expect(await service.uninstall()).toBe(true);
    expect(ran.filter((text) => !text.includes('/XML'))).toEqual(texts([...plan.unregister, ...plan.forget]));
    expect(existsSync(plan.file)).toBe(false);
    answer = () => ({ status: 1, stderr: 'not there' });
    expect(await service.uninstall()).toBe(false);
  });

  test('the data directory that was named is read back; none is where none was named', async () => {
    const service = (plan: ServicePlan) => new Service(plan, run);
    await service(planWith()).install(false);
    expect(installedDataDir(planWith())).toBe('/data/ticks of $me');
    await service(planWith(['service', 'run'])).install(false);
    expect(installedDataDir(planWith())).toBeUndefined();
  });

  test('start, stop and restart need an installation; a failure tells what failed and what to do', async () => {
    const plan = planWith();
    const service = new Service(plan, run);
    await expect(service.control('start')).rejects.toThrow('`tick-relay service install`');
    await service.install(false);
    ran = [];
    await service.control('stop');
    expect(ran.slice(-plan.stop.length)).toEqual(texts(plan.stop));
    answer = () => ({ status: 1, stderr: 'no bus\nat all\n' });
    await expect(service.control('start')).rejects.toThrow(/` failed \(no bus at all\): .*service logs/);
  });
});

test('a task that was edited in the Task Scheduler is noticed; one that is only switched off is not', async () => {
  const plan = taskSchedulerPlan(PROGRAM, { ...USER, productConfig: home });
  const service = new Service({ ...plan, file: path.join(home, 'task.xml') }, run);
  let registered = '<Task>\r\n  <Settings>\r\n  </Settings>\r\n</Task>';
  answer = ({ args }) => (args.includes('/Query') ? { stdout: registered } : {});
  await service.install(false);
  registered = '<Task>\r\n  <Settings>\r\n    <Enabled>false</Enabled>\r\n  </Settings>\r\n</Task>';
  expect(await service.install(false)).toBe(false);
  registered = registered.replace('<Task>', '<Task version="1.4">');
  await expect(service.install(false)).rejects.toThrow(/was edited/);
  expect(await service.install(true)).toBe(true);
});
