import path from 'node:path';
import { scheduledTask } from './scheduled-task.ts';
import type { CommandOutcome, ServiceCommand, ServicePlan, ServiceState } from './service-plan.ts';
import type { ServiceProgram, ServiceUser } from './service-program.ts';

const TASK = 'QuFLX Tick Relay';
/** `SCHED_S_TASK_RUNNING`, which is the "last result" while it runs. */
const RUNNING = '267009';

const schtasks = (...args: string[]): ServiceCommand => ({ program: 'schtasks', args });
const ofTask = (verb: string, ...args: string[]): ServiceCommand => schtasks(verb, '/TN', TASK, ...args);

/** Reads a line of `schtasks /Query /V /FO CSV`. Columns have fixed places; their names and the state are translated. */
const readState = ({ status, stdout }: CommandOutcome): ServiceState => {
  const columns = [...stdout.matchAll(/"([^"]*)"/g)].map(([, text = '']) => text);
  const [, , , state = '', , lastRun = '', lastResult = ''] = columns;
  const running = lastResult === RUNNING;
  const rows: [string, string][] = [
    ['State', state],
    ['Last start', lastRun],
    ['Last end', running ? '' : lastResult],
  ];
  return { known: status === 0, running, details: rows.filter(([, text]) => text !== '') };
};

/** A task of the Windows Task Scheduler. */
export const taskSchedulerPlan = (program: ServiceProgram, user: ServiceUser): ServicePlan => {
  const file = path.win32.join(user.productConfig, 'tick-relay-task.xml');
  const end: ServiceCommand = { ...ofTask('/End'), mayFail: true };
  // A task that is only ended would be started again within a minute.
  const enable = ofTask('/Change', '/ENABLE');
  return {
    kind: 'the scheduled task',
    file,
    text: scheduledTask(program, user),
    encoding: 'utf16le',
    register: [ofTask('/Create', '/XML', file, '/F')],
    start: [enable, ofTask('/Run')],
    stop: [ofTask('/Change', '/DISABLE'), end],
    restart: [enable, end, ofTask('/Run')],
    unregister: [end, { ...ofTask('/Delete', '/F'), mayFail: true }],
    forget: [],
    state: { command: ofTask('/Query', '/V', '/FO', 'CSV', '/NH'), read: readState },
    registered: ofTask('/Query', '/XML'),
    notes: [
      'It runs while you are logged in. `stop` holds it until `start`, after a new log-in too.',
      'Windows ends it without a word when it is stopped; what was not confirmed is sent again.',
    ],
    hint: `see "${TASK}" in the Task Scheduler, and \`tick-relay service logs\``,
  };
};
