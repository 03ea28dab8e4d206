import { text } from 'node:stream/consumers';
import { changeConfigFile, type OptionChanges } from '../config/config-file.ts';
import { parseSetting } from '../config/load-config.ts';
import { optionNamed } from '../config/option-names.ts';
import { OPTIONS, type OptionKey } from '../config/options.ts';
import { EXIT_USAGE, UserError } from '../user-error.ts';
import type { Flags } from './option-flags.ts';
import { currentDataDir, tellRelay } from './tell-relay.ts';

/** Stands for a value that is read from stdin, where neither the shell's history nor the process list has it. */
const FROM_STDIN = '-';

const readValue = async (word: string): Promise<string> =>
  (word === FROM_STDIN ? await text(process.stdin) : word).trim();

const readChanges = async (words: readonly string[]): Promise<OptionChanges> => {
  const changes = new Map<OptionKey, string>();
  for (let index = 0; index < words.length; index += 2) {
    const key = optionNamed(words[index] ?? '');
    const { name, accepts } = OPTIONS[key];
    const value = await readValue(words[index + 1] ?? '');
    if (value === '')
      throw new UserError(`${name} has no value: it takes ${accepts}; \`config unset ${name}\` removes it.`, {
        exitStatus: EXIT_USAGE,
      });
    parseSetting(key, { text: value, source: { name: () => name } });
    changes.set(key, value);
  }
  return changes;
};

/** Writes the changes to the user's configuration file, says so, and tells the running relay. */
export const applyChanges = async (changes: OptionChanges, flags: Flags): Promise<void> => {
  const dataDir = currentDataDir(flags);
  const file = changeConfigFile(changes);
  for (const [key, value] of changes)
    console.log(`${OPTIONS[key].name} is ${value === undefined ? 'no longer set' : 'set'} in ${file}.`);
  await tellRelay(dataDir, [...changes.keys()], flags);
};

/** `tick-relay config set`; nothing is written where one value is wrong. */
export const setOptions = async (words: readonly string[], flags: Flags): Promise<void> =>
  applyChanges(await readChanges(words), flags);

/** `tick-relay config unset` */
export const unsetOptions = (names: readonly string[], flags: Flags): Promise<void> =>
  applyChanges(new Map(names.map((name) => [optionNamed(name), undefined])), flags);
