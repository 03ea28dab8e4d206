import { UserError } from '../user-error.ts';
import { parseSetting } from './load-config.ts';
import { OPTION_KEYS, OPTIONS, type OptionKey } from './options.ts';
import {
  findSetting,
  settingSources,
  type SettingSource,
  type SourceKind,
  type SourceOptions,
} from './setting-sources.ts';

/** What stands for a secret that is set. */
export const SECRET_IS_SET = 'set';

/** An option as it is, for people and programs. */
export interface ExplainedOption {
  /** `REDIS_URL` */
  readonly name: string;
  /** As it was written; of a secret only `set`; `null` where it is not set and has no default. */
  readonly value: string | null;
  readonly source: SourceKind | 'default';
  /** `null` where it has none. */
  readonly default: string | null;
  /** Whether a running relay takes a change only when it starts again. */
  readonly restart: boolean;
  /** One sentence where the value is wrong; the relay does not start with it. */
  readonly problem?: string;
}

/** A default that is a text of its own, such as a folder, or else how the table of options begins to tell it. */
const defaultOf = (key: OptionKey): string | null => {
  const { fallback, defaultText } = OPTIONS[key];
  if (fallback === undefined) return null;
  if (typeof fallback === 'object') return null;
  return typeof fallback === 'string' ? fallback || null : defaultText;
};

const problemOf = (read: () => unknown): string | undefined => {
  try {
    read();
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
};

const explain = (key: OptionKey, sources: readonly SettingSource[]): ExplainedOption => {
  const { name, secret, restart = false } = OPTIONS[key];
  const setting = findSetting(key, sources);
  const fallback = defaultOf(key);
  if (!setting) return { name, value: fallback, source: 'default', default: fallback, restart };
  const problem = problemOf(() => parseSetting(key, setting));
  return {
    name,
    value: secret ? SECRET_IS_SET : setting.text,
    source: setting.source.kind,
    default: fallback,
    restart,
    ...(problem !== undefined && { problem }),
  };
};

/**
 * Every option with its value and where that comes from; no secret is in it.
 * @throws UserError where a file cannot be read or has an unknown option.
 */
export const explainConfig = (options: SourceOptions = {}): ExplainedOption[] => {
  const sources = settingSources(options);
  return OPTION_KEYS.map((key) => explain(key, sources));
};
