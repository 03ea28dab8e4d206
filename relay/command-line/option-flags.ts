import { type Command, Option } from 'commander';
import { OPTION_KEYS, OPTIONS, type OptionKey } from '../config/options.ts';

export type Flags = Partial<Record<OptionKey, string>>;

/** Commander names a flag's value after the flag; the table names it after what it is. */
export const withOptions = (command: Command, keys: readonly OptionKey[]): Command => {
  for (const key of keys) {
    const { flag, doc, name, accepts, defaultText } = OPTIONS[key];
    const help = `${doc} Takes ${accepts}. Default: ${defaultText}. (${name})`;
    command.addOption(new Option(flag, help));
  }
  return command;
};

export const flagsOf = (command: Command): Flags => {
  const values = command.opts<Record<string, string>>();
  return Object.fromEntries(
    OPTION_KEYS.map((key) => [key, values[new Option(OPTIONS[key].flag).attributeName()]]),
  );
};
