import * as v from 'valibot';
import { EXIT_USAGE, UserError } from '../user-error.ts';
import type { Config } from './config.ts';
import { OPTION_KEYS, OPTIONS, type Option, type OptionKey } from './options.ts';
import {
  findSetting,
  settingSources,
  type Setting,
  type SettingSource,
  type SourceKind,
  type SourceOptions,
} from './setting-sources.ts';

type OutputOf<Key extends OptionKey> = (typeof OPTIONS)[Key]['fallback'];

/** @throws UserError that names the place and what the option takes. */
export const parseSetting = <Key extends OptionKey>(
  key: Key,
  { text, source }: Pick<Setting, 'text'> & { source: Pick<SettingSource, 'name'> },
): OutputOf<Key> => {
  const option = OPTIONS[key] as Option<OutputOf<Key>>;
  const result = v.safeParse(option.schema, text);
  if (result.success) return result.output;
  const shown = option.secret ? '' : ` "${text}"`;
  throw new UserError(`The value${shown} of ${source.name(key)} is wrong: it takes ${option.accepts}.`, {
    exitStatus: EXIT_USAGE,
  });
};

const readOption = <Key extends OptionKey>(key: Key, sources: readonly SettingSource[]): OutputOf<Key> => {
  const setting = findSetting(key, sources);
  return setting ? parseSetting(key, setting) : OPTIONS[key].fallback;
};

const supabaseOf = (
  url: string | undefined,
  secretKey: string | undefined,
): NonNullable<Config['supabase']> | undefined => {
  if (url !== undefined && secretKey !== undefined) return { url, secretKey };
  if (url === undefined && secretKey === undefined) return undefined;
  const [set, missing] =
    url === undefined
      ? [OPTIONS.supabaseSecretKey, OPTIONS.supabaseUrl]
      : [OPTIONS.supabaseUrl, OPTIONS.supabaseSecretKey];
  throw new UserError(
    `${set.name} is set but ${missing.name} is not: set both to archive to Supabase, or neither; ${missing.name} takes ${missing.accepts}.`,
    { exitStatus: EXIT_USAGE },
  );
};

const configOf = (sources: readonly SettingSource[]): Config => {
  const read = <Key extends OptionKey>(key: Key) => readOption(key, sources);
  return {
    port: read('port'),
    dataDir: read('dataDir'),
    token: read('token'),
    redisUrls: read('redisUrl'),
    redisPrefix: read('redisPrefix'),
    supabase: supabaseOf(read('supabaseUrl'), read('supabaseSecretKey')),
    logRetentionDays: read('logRetentionDays'),
    retentionDays: read('retentionDays'),
    archiveInterval: read('archiveInterval'),
    logLevel: read('logLevel'),
    logFile: read('logFile'),
  };
};

/**
 * Reads every option: flags, then the environment, then `.env` in the working directory, then `tick-relay.env`
 * in the user's configuration folder. The first that has a value wins.
 * @throws UserError with exit status 2, naming the option, where it was set and what it takes.
 */
export const loadConfig = (options: SourceOptions = {}): Config => configOf(settingSources(options));

/** A configuration, and where its options come from that are not at their default, by their names. */
export interface ReadConfig {
  readonly config: Config;
  readonly sources: Readonly<Record<string, SourceKind>>;
}

/** Reads the configuration anew. Throws as `loadConfig` does. */
export type ConfigReader = () => ReadConfig;

/** A reader that looks at every source each time. */
export const configReader =
  (options: SourceOptions = {}): ConfigReader =>
  () => {
    const sources = settingSources(options);
    const kinds: Record<string, SourceKind> = {};
    for (const key of OPTION_KEYS) {
      const setting = findSetting(key, sources);
      if (setting) kinds[OPTIONS[key].name] = setting.source.kind;
    }
    return { config: configOf(sources), sources: kinds };
  };
