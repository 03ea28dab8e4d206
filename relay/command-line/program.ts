import { Command, CommanderError } from 'commander';
import type { Config } from '../config/config.ts';
import { configReader, loadConfig } from '../config/load-config.ts';
import { OPTION_KEYS } from '../config/options.ts';
import { PRODUCT_VERSION } from '../product.ts';
import { keepYoungGenerationSmall } from '../small-young-generation.ts';
import { EXIT_FAILURE, EXIT_USAGE, UserError } from '../user-error.ts';
import { audit } from './audit.ts';
import { addConfigCommand } from './config.ts';
import { listDeadLetters, settleDeadLetters } from './dead-letter.ts';
import { addDoctorCommand } from './doctor.ts';
import { addExport } from './export.ts';
import { extension } from './extension.ts';
import { addImport } from './import.ts';
import { addInitCommand } from './init.ts';
import { flagsOf, withOptions } from './option-flags.ts';
import { open, type OpenOptions } from './open.ts';
import { pair } from './pair.ts';
import { addReplay } from './replay.ts';
import { addServiceCommands } from './service.ts';
import { status, STATUS_HELP } from './status.ts';

const configOf = (command: Command): Config => loadConfig({ flags: flagsOf(command) });
const dataDirOf = (command: Command): string => configOf(command).dataDir;

const PAIR_OPTION = ['--pair <pair>', "only this pair, by the broker's name"] as const;

const addDeadLetterCommands = (program: Command): void => {
  const deadLetter = program
    .command('dead-letter')
    .description('look at the ticks that Supabase refuses for good, and decide about them');
  withOptions(deadLetter.command('list'), ['dataDir'])
    .description('print them with the reasons')
    .option('--json', 'print them as JSON')
    .action(async ({ json = false }: { json?: boolean }, command: Command) =>
      listDeadLetters(dataDirOf(command), json),
    );
  for (const [action, description] of [
    ['retry', 'upload them once more'],
    ['drop', 'remove them from the tick log for good'],
  ] as const) {
    withOptions(deadLetter.command(action), ['dataDir'])
      .description(description)
      .option(...PAIR_OPTION)
      .action(async ({ pair: name }: { pair?: string }, command: Command) =>
        settleDeadLetters(dataDirOf(command), action, name),
      );
  }
};

const createProgram = (): Command => {
  const program = new Command('tick-relay')
    .description("Keeps every price tick that a broker's page receives, shares it and archives it.")
    .version(PRODUCT_VERSION)
    .exitOverride();

  withOptions(program.command('run', { isDefault: true }), OPTION_KEYS)
    .description('start the relay (what `tick-relay` alone does)')
    .action(async (_options, command: Command) => {
      // An export or an import makes more than lives for one turn: they need the room.
      keepYoungGenerationSmall();
      // The other commands answer sooner without the whole relay.
      const { run } = await import('./run.ts');
      await run(configReader({ flags: flagsOf(command) }));
    });

  withOptions(program.command('pair'), ['dataDir'])
    .description('print a one-time code that pairs the extension with the running relay')
    .action(async (_options, command: Command) => pair(dataDirOf(command)));

  withOptions(program.command('open'), ['dataDir'])
    .description('open the dashboard of the running relay in a browser, by a link that works once')
    .option('--print', 'print the link and open nothing')
    .action(async (options: OpenOptions, command: Command) => open(dataDirOf(command), options));

  withOptions(program.command('status'), ['dataDir'])
    .description('show how the running relay is, on one screen')
    .addHelpText('after', `\n${STATUS_HELP}`)
    .option('--json', 'print it as JSON')
    .action(async ({ json = false }: { json?: boolean }, command: Command) =>
      status(dataDirOf(command), json),
    );

  withOptions(program.command('audit'), ['dataDir'])
    .description(
      'hold every tick received against what became of it; the exit status is 1 if it does not add up',
    )
    .option('--json', 'print it as JSON')
    .option('--deep', 'compare each hour with Supabase too')
    .action(async (options: { json?: boolean; deep?: boolean }, command: Command) =>
      audit(dataDirOf(command), options),
    );

  program
    .command('extension')
    .description('print the folder of the extension, for "Load unpacked"')
    .action(extension);

  addDeadLetterCommands(program);
  addConfigCommand(program);
  addDoctorCommand(program);
  addInitCommand(program);
  addServiceCommands(program);
  addExport(withOptions(program.command('export'), ['dataDir']), dataDirOf);
  addImport(withOptions(program.command('import'), ['dataDir', 'logRetentionDays']), configOf);
  addReplay(withOptions(program.command('replay'), ['dataDir']), dataDirOf);
  return program;
};

/** Runs the command line; an expected failure ends it with one sentence. */
export const main = async (argv: readonly string[]): Promise<void> => {
  try {
    await createProgram().parseAsync([...argv]);
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : EXIT_USAGE;
      return;
    }
    if (error instanceof UserError) {
      console.error(`tick-relay: ${error.message}`);
      process.exitCode = error.exitStatus;
      return;
    }
    console.error(error);
    process.exitCode = EXIT_FAILURE;
  }
};
