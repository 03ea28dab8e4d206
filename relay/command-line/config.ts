import type { Command } from 'commander';
import { explainConfig, type ExplainedOption } from '../config/explain-config.ts';
import { OPTION_KEYS } from '../config/options.ts';
import { userConfigFile } from '../config/setting-sources.ts';
import { EXIT_USAGE } from '../user-error.ts';
import { setOptions, unsetOptions } from './config-set.ts';
import { flagsOf, withOptions, type Flags } from './option-flags.ts';
import { table } from './table.ts';

const cells = ({ name, value, source, default: fallback }: ExplainedOption): string[] => [
  name,
  value ?? '(not set)',
  source,
  fallback ?? '(none)',
];

const printConfig = (flags: Flags, json: boolean): void => {
  const options = explainConfig({ flags });
  const file = userConfigFile();
  if (json) console.log(JSON.stringify({ file, options }, undefined, 2));
  else {
    console.log(table([['option', 'value', 'source', 'default'], ...options.map(cells)], 'left'));
    console.log(`\nSource file: ${file} (change it with \`tick-relay config set NAME VALUE\`).`);
  }
  const problems = options.flatMap(({ problem }) => problem ?? []);
  for (const problem of problems) console.error(`tick-relay: ${problem}`);
  if (problems.length > 0) process.exitCode = EXIT_USAGE;
};

/** `tick-relay config`, `config set` and `config unset` */
export const addConfigCommand = (program: Command): void => {
  const config = withOptions(program.command('config'), OPTION_KEYS)
    .description('print every option with its value, where that comes from and its default; secrets as "set"')
    .option('--json', 'print it as JSON')
    .action(({ json = false }: { json?: boolean }) => printConfig(flagsOf(config), json));
  config
    .command('set')
    .description('write options to your configuration file, and tell the running relay')
    .argument(
      '<name value...>',
      'an option and its value, one after the other; the value - is read from stdin',
    )
    .action((words: string[]) => setOptions(words, flagsOf(config)));
  config
    .command('unset')
    .description('take options out of your configuration file, and tell the running relay')
    .argument('<name...>', 'options')
    .action((names: string[]) => unsetOptions(names, flagsOf(config)));
};
