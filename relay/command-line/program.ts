import { Command, CommanderError, Option } from 'commander';
import type { Config } from '../config/config.ts';
import { loadConfig } from '../config/load-config.ts';
import { OPTION_KEYS, OPTIONS, type OptionKey } from '../config/options.ts';
import { PRODUCT_VERSION } from '../product.ts';
import { keepYoungGenerationSmall } from '../small-young-generation.ts';
import { EXIT_FAILURE, EXIT_USAGE, UserError } from '../user-error.ts';
import { audit } from './audit.ts';
import { listDeadLetters, settleDeadLetters } from './dead-letter.ts';
import { addExport } from './export.ts';
import { addImport } from './import.ts';
import { pair } from './pair.ts';
import { addReplay } from './replay.ts';
import { status } from './status.ts';

type Flags = Partial<Record<OptionKey, string>>;

/** Commander names a flag's value after the flag; the table names it after what it is. */
const withOptions = (command: Command, keys: readonly OptionKey[]): Command => {
  for (const key of keys) {
    const { flag, doc, name, accepts, defaultText } = OPTIONS[key];
    const help = `${doc} Takes ${accepts}. Default: ${defaultText}. (${name})`;
    command.addOption(new Option(flag, help));
  }
  return command;
};

const flagsOf = (command: Command): Flags => {
  const values = command.opts<Record<string, string>>();
  return Object.fromEntries(
    OPTION_KEYS.map((key) => [key, values[new Option(OPTIONS[key].flag).attributeName()]]),
  );
};

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
      listDeadLetters(loadConfig({ flags: flagsOf(command) }).dataDir, json),
    );
  for (const [action, description] of [
    ['retry', 'upload them once more'],
    ['drop', 'remove them from the tick log for good'],
  ] as const) {
    withOptions(deadLetter.command(action), ['dataDir'])
      .description(description)
      .option(...PAIR_OPTION)
      .action(async ({ pair: name }: { pair?: string }, command: Command) =>
        settleDeadLetters(loadConfig({ flags: flagsOf(command) }).dataDir, action, name),
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
      const config = loadConfig({ flags: flagsOf(command) });
      // An export or an import makes more than lives for one turn: they need the room.
      keepYoungGenerationSmall();
      // The other commands answer sooner without the whole relay.
      const { run } = await import('./run.ts');
      await run(config);
    });

  withOptions(program.command('pair'), ['dataDir'])
    .description('print a one-time code that pairs the extension with the running relay')
    .action(async (_options, command: Command) => pair(loadConfig({ flags: flagsOf(command) }).dataDir));

  withOptions(program.command('status'), ['dataDir'])
    .description('show how the running relay is; the exit status is 1 if it does not run or not well')
    .option('--json', 'print it as JSON')
    .action(async ({ json = false }: { json?: boolean }, command: Command) =>
      status(loadConfig({ flags: flagsOf(command) }).dataDir, json),
    );

  withOptions(program.command('audit'), ['dataDir'])
    .description(
      'hold every tick received against what became of it; the exit status is 1 if it does not add up',
    )
    .option('--json', 'print it as JSON')
    .option('--deep', 'compare each hour with Supabase too')
    .action(async (options: { json?: boolean; deep?: boolean }, command: Command) =>
      audit(loadConfig({ flags: flagsOf(command) }).dataDir, options),
    );

  addDeadLetterCommands(program);
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
