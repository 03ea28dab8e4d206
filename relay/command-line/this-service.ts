import { loadConfig } from '../config/load-config.ts';
import { OPTIONS } from '../config/options.ts';
import type { SourceOptions } from '../config/setting-sources.ts';
import { choosePlatform } from '../service/choose-plan.ts';
import { installedDataDir } from '../service/definition-file.ts';
import { runCommand } from '../service/run-command.ts';
import { Service } from '../service/service.ts';
import type { ServicePlan } from '../service/service-plan.ts';
import { thisProgram, thisUser } from '../service/this-program.ts';

export interface ThisService {
  readonly service: Service;
  readonly plan: ServicePlan;
  readonly dataDir: string;
  readonly logFile: string;
}

/** Whether a wrong option is in the way: of what starts the relay it is, of what stops it or looks at it not. */
export type Strictness = 'strict' | 'lenient';

const dataDirOf = (options: SourceOptions, strictness: Strictness): string => {
  try {
    return loadConfig(options).dataDir;
  } catch (error) {
    if (strictness === 'strict') throw error;
    return OPTIONS.dataDir.fallback;
  }
};

/** What the service sees by itself: not this shell's settings. */
const OF_SERVICE: SourceOptions = { environment: {}, directory: '/' };

const choosePlan = (dataDir: string, strictness: Strictness): Omit<ThisService, 'service'> => {
  const { plan, needsLogFile } = choosePlatform(process.platform);
  const user = thisUser();
  const args = [
    ...(dataDir === dataDirOf(OF_SERVICE, strictness) ? [] : ['--data-dir', dataDir]),
    ...(needsLogFile ? ['--log-file', user.logFile] : []),
  ];
  return { plan: plan(thisProgram({ dataDir, args }), user), dataDir, logFile: user.logFile };
};

/**
 * The service of this user on this computer. Its data directory is the one of the flag, else the one that was named
 * when it was installed, else the configured one.
 * @throws UserError as `loadConfig` does, where it is to be strict.
 */
export const thisService = (strictness: Strictness, dataDirFlag?: string): ThisService => {
  const flags = dataDirFlag === undefined ? {} : { dataDir: dataDirFlag };
  const configured = choosePlan(dataDirOf({ flags }, strictness), strictness);
  const installed = dataDirFlag === undefined ? installedDataDir(configured.plan) : undefined;
  const chosen = installed === undefined ? configured : choosePlan(installed, strictness);
  return { service: new Service(chosen.plan, runCommand), ...chosen };
};
