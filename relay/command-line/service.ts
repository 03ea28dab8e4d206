import type { Command } from 'commander';
import { configReader } from '../config/load-config.ts';
import { OPTIONS } from '../config/options.ts';
import { UserError } from '../user-error.ts';

interface ServiceOptions {
  readonly dataDir?: string;
  readonly dryRun?: true;
  readonly force?: true;
  readonly purge?: true;
  readonly json?: true;
  readonly logFile?: string;
  readonly lines?: string;
  readonly follow?: boolean;
}

const wholeNumber = (text: string): number => {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new UserError(`The value "${text}" of the flag --lines is wrong: it takes a whole number.`);
};

const DATA_DIR = [OPTIONS.dataDir.flag, `${OPTIONS.dataDir.doc} (${OPTIONS.dataDir.name})`] as const;
const LOG_FILE = [OPTIONS.logFile.flag, `${OPTIONS.logFile.doc} (${OPTIONS.logFile.name})`] as const;
const DRY_RUN = ['--dry-run', 'only print what would be written and run'] as const;

const CONTROLS = {
  start: 'start it',
  stop: 'stop it until it is started or you log in again; on Windows until it is started',
  restart: 'stop it and start it again',
} as const;

const addInstallation = (service: Command): void => {
  service
    .command('install')
    .description('keep the relay running from log-in on, and start it')
    .option(...DATA_DIR)
    .option(...DRY_RUN)
    .option('--force', 'overwrite a definition that was edited')
    .action(async (options: ServiceOptions) =>
      (await import('./service-install.ts')).install(options.dataDir, options),
    );
  service
    .command('uninstall')
    .description('stop it and keep it running no more; the data stays')
    .option(...DATA_DIR)
    .option(...DRY_RUN)
    .option('--purge', 'remove every tick, token, pairing and log of this computer as well')
    .action(async (options: ServiceOptions) =>
      (await import('./service-install.ts')).uninstall(options.dataDir, options),
    );
};

const addControls = (service: Command): void => {
  for (const action of ['start', 'stop', 'restart'] as const) {
    service
      .command(action)
      .description(CONTROLS[action])
      .action(async () => (await import('./service-control.ts')).control(action));
  }
  service
    .command('status')
    .description('tell how it is; the exit status is 1 if it does not run. `tick-relay status` tells more')
    .option('--json', 'print it as JSON')
    .action(async ({ json }: ServiceOptions) => (await import('./service-control.ts')).status(json ?? false));
  service
    .command('logs')
    .description('print the end of its log')
    .option('-n, --lines <number>', 'that many lines', '50')
    .option('-f, --follow', 'go on with what is written from now on')
    .action(async ({ lines = '50', follow = false }: ServiceOptions) =>
      (await import('./service-logs.ts')).logs({ lines: wholeNumber(lines), follow }),
    );
};

/** `tick-relay service …`. What a command takes is loaded when it runs: `tick-relay run` needs none of it. */
export const addServiceCommands = (program: Command): void => {
  const service = program.command('service').description('keep the relay running in the background');
  addInstallation(service);
  addControls(service);
  service
    .command('run', { hidden: true })
    .description('what the service manager starts')
    .option(...DATA_DIR)
    .option(...LOG_FILE)
    .action(async ({ dataDir, logFile }: ServiceOptions) => {
      const flags = { ...(dataDir !== undefined && { dataDir }), ...(logFile !== undefined && { logFile }) };
      await (await import('./service-run.ts')).serviceRun(configReader({ flags }));
    });
};
