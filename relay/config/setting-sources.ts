import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { EXIT_USAGE, UserError } from '../user-error.ts';
import { flagName } from './option-names.ts';
import { OPTION_KEYS, OPTIONS, USER_FOLDERS, type OptionKey } from './options.ts';

/** The file in the user's configuration folder, in the format of `.env`. */
export const USER_CONFIG_FILE = 'tick-relay.env';

export const userConfigFile = (folder = USER_FOLDERS.config): string => path.join(folder, USER_CONFIG_FILE);

/** `.env` lies in the working directory, `file` is `tick-relay.env` in the user's configuration folder. */
export type SourceKind = 'flag' | 'environment' | '.env' | 'file';

/** One place that options are read from. */
export interface SettingSource {
  readonly kind: SourceKind;
  /** Completes "TICK_RELAY_PORT in …". */
  readonly name: (key: OptionKey) => string;
  readonly value: (key: OptionKey) => string | undefined;
}

export interface SourceOptions {
  /** Options of the command line. */
  readonly flags?: Partial<Record<OptionKey, string>> | undefined;
  readonly environment?: NodeJS.ProcessEnv | undefined;
  /** Where `.env` lies. */
  readonly directory?: string | undefined;
  /** Where `tick-relay.env` lies. */
  readonly userConfigDir?: string | undefined;
}

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

const readEnvFile = (file: string): Record<string, string | undefined> => {
  try {
    return parseEnv(readFileSync(file, 'utf8'));
  } catch (error) {
    if (isMissing(error)) return {};
    throw new UserError(`${file} could not be read: make it a file that this user can read, or remove it.`, {
      exitStatus: EXIT_USAGE,
      cause: error,
    });
  }
};

/** A misspelt option in a file would otherwise be ignored without a word. */
const refuseUnknown = (file: string, variables: Record<string, string | undefined>): void => {
  const known = new Set(OPTION_KEYS.map((key) => OPTIONS[key].name));
  const unknown = Object.keys(variables).find((name) => name.startsWith('TICK_RELAY_') && !known.has(name));
  if (unknown === undefined) return;
  throw new UserError(`${unknown} in ${file} is no option of the relay: see \`tick-relay run --help\`.`, {
    exitStatus: EXIT_USAGE,
  });
};

const fileSource = (kind: '.env' | 'file', file: string): SettingSource => {
  const variables = readEnvFile(file);
  refuseUnknown(file, variables);
  return {
    kind,
    name: (key) => `${OPTIONS[key].name} in ${file}`,
    value: (key) => variables[OPTIONS[key].name],
  };
};

/** The places that options come from, the strongest first. */
export const settingSources = ({
  flags = {},
  environment = process.env,
  directory = process.cwd(),
  userConfigDir = USER_FOLDERS.config,
}: SourceOptions): readonly SettingSource[] => [
  {
    kind: 'flag',
    name: (key) => `the flag ${flagName(key)}`,
    value: (key) => flags[key],
  },
  {
    kind: 'environment',
    name: (key) => `${OPTIONS[key].name} in the environment`,
    value: (key) => environment[OPTIONS[key].name],
  },
  fileSource('.env', path.join(directory, '.env')),
  fileSource('file', userConfigFile(userConfigDir)),
];

export interface Setting {
  readonly text: string;
  readonly source: SettingSource;
}

/** What the strongest source says of an option. An empty value counts as not set: so a shell's variables are cleared. */
export const findSetting = (key: OptionKey, sources: readonly SettingSource[]): Setting | undefined => {
  for (const source of sources) {
    const text = source.value(key)?.trim();
    if (text) return { text, source };
  }
  return undefined;
};
