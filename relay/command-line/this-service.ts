import { loadConfig } from '../config/load-config.ts';
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

/** The data directory as the service finds it by itself: it does not see this shell's settings. */
const ownDataDir = (): string => loadConfig({ environment: {}, directory: '/' }).dataDir;

const choosePlan = (dataDir: string): Omit<ThisService, 'service'> => {
  const { plan, needsLogFile } = choosePlatform(process.platform);
  const user = thisUser();
  const args = [
    ...(dataDir === ownDataDir() ? [] : ['--data-dir', dataDir]),
    ...(needsLogFile ? ['--log-file', user.logFile] : []),
  ];
  return { plan: plan(thisProgram({ dataDir, args }), user), dataDir, logFile: user.logFile };
};

/**
 * The service of this user on this computer. Its data directory is the one of the flag, else the one that was named
 * when it was installed, else the configured one.
 */
export const thisService = (dataDirFlag?: string): ThisService => {
  const { dataDir } = loadConfig({ flags: { ...(dataDirFlag !== undefined && { dataDir: dataDirFlag }) } });
  const configured = choosePlan(dataDir);
  const installed = dataDirFlag === undefined ? installedDataDir(configured.plan) : undefined;
  const chosen = installed === undefined ? configured : choosePlan(installed);
  return { service: new Service(chosen.plan, runCommand), ...chosen };
};
