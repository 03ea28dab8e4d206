import { parse } from 'plist';
import { expect, test } from 'vitest';
import { ODD_NAME, PROGRAM, USER, withLogFile } from '../../testing/service-samples.ts';
import { launchAgent } from './launch-agent.ts';
import { launchdPlan } from './launchd-plan.ts';

test('the LaunchAgent is as it was looked at and found good', async () => {
  const program = withLogFile(PROGRAM, USER.logFile);
  await expect(launchdPlan(program, USER).text).toMatchFileSnapshot('golden/com.quflx.tick-relay.plist');
});

test('a parser of property lists reads every value back, whatever signs are in it', () => {
  const program = {
    node: `/opt/${ODD_NAME}/node`,
    script: `/opt/${ODD_NAME}/tick-relay.js`,
    args: ['service', 'run', '--data-dir', `/data/${ODD_NAME}`],
    environment: { XDG_DATA_HOME: ODD_NAME },
    workingDirectory: `/data/${ODD_NAME}`,
  };
  expect(parse(launchAgent(program, `/logs/${ODD_NAME}`))).toEqual({
    Label: 'com.quflx.tick-relay',
    ProgramArguments: [program.node, program.script, ...program.args],
    EnvironmentVariables: program.environment,
    WorkingDirectory: program.workingDirectory,
    RunAtLoad: true,
    KeepAlive: { SuccessfulExit: false },
    ExitTimeOut: 15,
    ProcessType: 'Interactive',
    Umask: 0o077,
    StandardOutPath: `/logs/${ODD_NAME}`,
    StandardErrorPath: `/logs/${ODD_NAME}`,
  });
});

test('what launchctl prints of it is read', () => {
  const { read } = launchdPlan(PROGRAM, USER).state;
  const printed = [
    'gui/501/com.quflx.tick-relay = {',
    '\tactive count = 1',
    '\tpath = /Users/trader/Library/LaunchAgents/com.quflx.tick-relay.plist',
    '\tstate = running',
    '',
    '\tprogram = /usr/local/bin/node',
    '\truns = 3',
    '\tpid = 4711',
    '\tlast exit code = 1',
    '\tspawn type = interactive (4)',
    '}',
  ].join('\n');
  expect(read({ status: 0, stdout: printed, stderr: '' })).toEqual({
    known: true,
    running: true,
    details: [
      ['State', 'running'],
      ['Process', '4711'],
      ['Starts', '3'],
      ['Last end', '1'],
    ],
  });
  const unknown = { status: 113, stdout: '', stderr: 'Could not find service' };
  expect(read(unknown)).toEqual({ known: false, running: false, details: [] });
});
