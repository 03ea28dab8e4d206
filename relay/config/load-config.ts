import * as v from 'valibot';
import { EXIT_USAGE, UserError } from '../user-error.ts';
import type { Config } from './config.ts';
import { OPTIONS, type Option, type OptionKey } from './options.ts';
import { settingSources, type SettingSource, type SourceOptions } from './setting-sources.ts';

type OutputOf<Key extends OptionKey> = (typeof OPTIONS)[Key]['fallback'];

/** An empty value counts as not set: so the variables of a shell or a compose file are cleared. */
const readOption = <Key extends OptionKey>(key: Key, sources: readonly SettingSource[]): OutputOf<Key> => {
  const option = OPTIONS[key] as Option<OutputOf<Key>>;
  for (const source of sources) {
    const text = source.value(key)?.trim();
    if (!text) continue;
    const result = v.safeParse(option.schema, text);
    if (result.success) return result.output;
    const shown = option.secret ? '' : ` "${text}"`;
    throw new UserError(`The value${shown} of ${source.name(key)} is wrong: it takes ${option.accepts}.`, {
      exitStatus: EXIT_USAGE,
    });
  }
  return option.fallback;
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

/**
 * Reads every option: flags, then the environment, then `.env` in the working directory, then `tick-relay.env`
 * in the user's configuration folder. The first that has a value wins.
 * @throws UserError with exit status 2, naming the option, where it was set and what it takes.
 */
export const loadConfig = (options: SourceOptions = {}): Config => {
  const sources = settingSources(options);
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
