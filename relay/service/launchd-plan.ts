import path from 'node:path';
import { LABEL, launchAgent } from './launch-agent.ts';
import type { CommandOutcome, ServiceCommand, ServicePlan, ServiceState } from './service-plan.ts';
import type { ServiceProgram, ServiceUser } from './service-program.ts';

const launchctl = (...args: string[]): ServiceCommand => ({ program: 'launchctl', args });

/** Reads what `launchctl print` prints: lines of `name = value`, the outermost first. */
const readState = ({ status, stdout }: CommandOutcome): ServiceState => {
  const of = (name: string): string =>
    new RegExp(`^\\s*${name} = (.*)$`, 'm').exec(stdout)?.[1]?.trim() ?? '';
  const rows: [string, string][] = [
    ['State', of('state')],
    ['Process', of('pid')],
    ['Starts', of('runs')],
    ['Last end', of('last exit code')],
  ];
  return {
    known: status === 0,
    running: of('state') === 'running',
    details: rows.filter(([, text]) => text !== ''),
  };
};

/** A LaunchAgent of macOS. */
export const launchdPlan = (program: ServiceProgram, { home, uid, logFile }: ServiceUser): ServicePlan => {
  const domain = `gui/${uid}`;
  const service = `${domain}/${LABEL}`;
  const file = path.posix.join(home, 'Library', 'LaunchAgents', `${LABEL}.plist`);
  const unload: ServiceCommand = { ...launchctl('bootout', service), mayFail: true };
  // `bootout` returns before all is cleared away, and until then `bootstrap` fails with 5 (input/output error).
  const load: ServiceCommand = { ...launchctl('bootstrap', domain, file), tries: 20 };
  return {
    kind: 'the LaunchAgent',
    file,
    text: launchAgent(program, `${logFile}.output`),
    encoding: 'utf8',
    register: [launchctl('enable', service)],
    // Loading starts it. One that is loaded already refuses to be loaded again, and may have ended.
    start: [{ ...launchctl('bootstrap', domain, file), mayFail: true }, launchctl('kickstart', service)],
    stop: [unload],
    restart: [unload, load],
    unregister: [unload],
    forget: [],
    state: { command: launchctl('print', service), read: readState },
    notes: ['It runs while you are logged in.'],
    hint: `a graphical session of this user has to be open; \`launchctl print ${service}\` and \`tick-relay service logs\` may tell more`,
  };
};
