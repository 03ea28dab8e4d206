import type { Command } from 'commander';
import { loadConfig } from '../config/load-config.ts';
import { OPTION_KEYS } from '../config/options.ts';
import { flagsOf, withOptions } from './option-flags.ts';

/** `tick-relay doctor` */
export const addDoctorCommand = (program: Command): void => {
  withOptions(program.command('doctor'), OPTION_KEYS)
    .description('look at all that the relay needs, and name what to do about what is not well')
    .option('--json', 'print it as JSON')
    .addHelpText('after', '\nExit status: 0 nothing is bad; 1 something is.')
    .action(async ({ json = false }: { json?: boolean }, command: Command) => {
      const config = loadConfig({ flags: flagsOf(command) });
      const { doctor } = await import('./run-doctor.ts');
      await doctor(config, json);
    });
};
