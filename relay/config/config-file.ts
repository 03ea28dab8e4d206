import { mkdirSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { EXIT_USAGE, UserError } from '../user-error.ts';
import { writePrivateFile } from '../write-private-file.ts';
import { withVariable } from './env-text.ts';
import { OPTIONS, type OptionKey } from './options.ts';
import { userConfigFile } from './setting-sources.ts';

const PRIVATE_FOLDER_MODE = 0o700;

/** `undefined` removes the option from the file. */
export type OptionChanges = ReadonlyMap<OptionKey, string | undefined>;

/** The file's own place where it is a link, so that the link stays. */
const placeOf = (file: string): string => {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
};

const readText = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
};

const changedText = (text: string, changes: OptionChanges, file: string): string => {
  let changed = text;
  for (const [key, value] of changes) {
    const { name } = OPTIONS[key];
    const next = withVariable(changed, name, value);
    if (next === undefined)
      throw new UserError(`${name} cannot be written to ${file} by the relay: write it there by hand.`, {
        exitStatus: EXIT_USAGE,
      });
    changed = next;
  }
  return changed;
};

/**
 * Changes options in the user's configuration file, all or none; its other lines stay, and only this user can read it.
 * The values must be valid. Answers its path.
 * @throws UserError where it cannot be written.
 */
export const changeConfigFile = (changes: OptionChanges, folder?: string): string => {
  const file = userConfigFile(folder);
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: PRIVATE_FOLDER_MODE });
    writePrivateFile(placeOf(file), changedText(readText(file), changes, file));
    return file;
  } catch (error) {
    if (error instanceof UserError) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    throw new UserError(`${file} could not be written (${code}): make it writable for this user.`, {
      cause: error,
    });
  }
};
