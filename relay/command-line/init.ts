import type { Command } from 'commander';
import { flagsOf, withOptions } from './option-flags.ts';

/** `tick-relay init` */
export const addInitCommand = (program: Command): void => {
  withOptions(program.command('init'), ['dataDir'])
    .description('ask for the few options that matter, and write your configuration file')
    .action(async (_options, command: Command) => {
      const { init } = await import('./run-init.ts');
      await init(flagsOf(command));
    });
};
