import { UserError } from '../user-error.ts';
import { launchdPlan } from './launchd-plan.ts';
import type { ServicePlan } from './service-plan.ts';
import type { ServiceProgram, ServiceUser } from './service-program.ts';
import { systemdPlan } from './systemd-plan.ts';
import { taskSchedulerPlan } from './task-scheduler-plan.ts';

interface Platform {
  readonly plan: (program: ServiceProgram, user: ServiceUser) => ServicePlan;
  /** The service manager keeps no log, so that the relay has to. */
  readonly needsLogFile: boolean;
}

const PLATFORMS: Readonly<Partial<Record<NodeJS.Platform, Platform>>> = {
  linux: { plan: systemdPlan, needsLogFile: false },
  darwin: { plan: launchdPlan, needsLogFile: true },
  win32: { plan: taskSchedulerPlan, needsLogFile: true },
};

/** @throws UserError on a platform whose service manager is not known. */
export const choosePlatform = (name: NodeJS.Platform): Platform => {
  const platform = PLATFORMS[name];
  if (platform) return platform;
  throw new UserError(
    `tick-relay knows no service manager of ${name}: let yours run \`tick-relay run\` and end it with SIGTERM.`,
  );
};
