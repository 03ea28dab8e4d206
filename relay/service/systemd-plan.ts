import path from 'node:path';
import type { CommandOutcome, ServiceCommand, ServicePlan, ServiceState } from './service-plan.ts';
import type { ServiceProgram, ServiceUser } from './service-program.ts';
import { systemdUnit } from './systemd-unit.ts';

const UNIT = 'tick-relay.service';

const PROPERTIES = [
  'LoadState',
  'ActiveState',
  'SubState',
  'UnitFileState',
  'MainPID',
  'ActiveEnterTimestamp',
  'NRestarts',
  'Result',
  'StatusText',
];

const systemctl = (...args: string[]): ServiceCommand => ({
  program: 'systemctl',
  args: ['--user', ...args],
});

/** Reads what `systemctl show` prints. */
const readState = ({ status, stdout, stderr }: CommandOutcome): ServiceState => {
  if (status !== 0) return { known: false, running: false, details: [['Problem', stderr.trim()]] };
  const shown = new Map(stdout.split('\n').map((line) => line.split(/=(.*)/s, 2) as [string, string]));
  const of = (property: string): string => shown.get(property)?.trim() ?? '';
  const running = of('ActiveState') === 'active';
  const rows: [string, string][] = [
    ['State', `${of('ActiveState')} (${of('SubState')})`],
    ['Since', running ? of('ActiveEnterTimestamp') : ''],
    ['Process', running ? of('MainPID') : ''],
    ['From log-in', of('UnitFileState')],
    ['Restarts', of('NRestarts')],
    ['Last end', of('Result') === 'success' ? '' : of('Result')],
    ['It says', of('StatusText')],
  ];
  return {
    known: of('LoadState') === 'loaded',
    running,
    details: rows.filter(([, text]) => text !== ''),
  };
};

/** A systemd user unit. */
export const systemdPlan = (program: ServiceProgram, { configHome }: ServiceUser): ServicePlan => ({
  kind: 'the systemd user unit',
  file: path.join(configHome, 'systemd', 'user', UNIT),
  text: systemdUnit(program),
  encoding: 'utf8',
  register: [systemctl('daemon-reload'), systemctl('enable', '--quiet', UNIT)],
  start: [systemctl('start', UNIT)],
  stop: [systemctl('stop', UNIT)],
  restart: [systemctl('restart', UNIT)],
  unregister: [{ ...systemctl('disable', '--quiet', '--now', UNIT), mayFail: true }],
  forget: [systemctl('daemon-reload'), { ...systemctl('reset-failed', UNIT), mayFail: true }],
  state: { command: systemctl('show', UNIT, `--property=${PROPERTIES.join(',')}`), read: readState },
  // Not `--user --unit`, which finds nothing where the journal is not split by users.
  logs: ({ lines, follow }) => ({
    program: 'journalctl',
    args: [
      `--user-unit=${UNIT}`,
      '--output=cat',
      '--no-pager',
      `--lines=${lines}`,
      ...(follow ? ['-f'] : []),
    ],
  }),
  notes: [
    'It runs from your first log-in on until your last log-out. `loginctl enable-linger` lets it run from the start of the computer on, without a log-in too.',
  ],
  hint: 'a session of this user has to be open (log in as the user, not with `su` or `sudo`); `tick-relay service logs` may tell more',
});
