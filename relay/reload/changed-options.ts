import type { Config } from '../config/config.ts';
import { OPTION_KEYS, OPTIONS, type OptionKey } from '../config/options.ts';

/** Where each option is in the configuration that it makes. */
const VALUE_OF: Readonly<Record<OptionKey, (config: Config) => unknown>> = {
  port: ({ port }) => port,
  dataDir: ({ dataDir }) => dataDir,
  token: ({ token }) => token,
  redisUrl: ({ redisUrls }) => redisUrls.join(),
  redisPrefix: ({ redisPrefix }) => redisPrefix,
  supabaseUrl: ({ supabase }) => supabase?.url,
  supabaseSecretKey: ({ supabase }) => supabase?.secretKey,
  retentionDays: ({ retentionDays }) => retentionDays,
  logRetentionDays: ({ logRetentionDays }) => logRetentionDays,
  archiveInterval: ({ archiveInterval }) => archiveInterval,
  logLevel: ({ logLevel }) => logLevel,
  logFile: ({ logFile }) => logFile,
};

export interface ChangedOptions {
  /** Those that a running relay takes. */
  readonly now: readonly OptionKey[];
  /** Those that it takes when it starts again. */
  readonly atRestart: readonly OptionKey[];
}

export const changedOptions = (before: Config, after: Config): ChangedOptions => {
  const changed = OPTION_KEYS.filter((key) => VALUE_OF[key](before) !== VALUE_OF[key](after));
  return {
    now: changed.filter((key) => !OPTIONS[key].restart),
    atRestart: changed.filter((key) => OPTIONS[key].restart),
  };
};

/** The new configuration, but with what a running relay cannot change as it was. */
export const withoutRestart = (before: Config, after: Config): Config => ({
  ...after,
  port: before.port,
  dataDir: before.dataDir,
  token: before.token,
  logFile: before.logFile,
});
