import { EXIT_USAGE, UserError } from '../user-error.ts';
import { OPTION_KEYS, OPTIONS, type OptionKey } from './options.ts';

/** `--redis-url` */
export const flagName = (key: OptionKey): string => OPTIONS[key].flag.replace(/ .*/, '');

/**
 * The option that a person means by `REDIS_URL`, `redis_url`, `redis-url` or `--redis-url`.
 * @throws UserError where there is none.
 */
export const optionNamed = (name: string): OptionKey => {
  const wanted = name.toLowerCase().replaceAll('_', '-').replace(/^--/, '');
  const spellings = (key: OptionKey): string[] => [
    OPTIONS[key].name.toLowerCase().replaceAll('_', '-'),
    flagName(key).slice(2),
  ];
  const key = OPTION_KEYS.find((candidate) => spellings(candidate).includes(wanted));
  if (key !== undefined) return key;
  const known = OPTION_KEYS.map((candidate) => OPTIONS[candidate].name).join(', ');
  throw new UserError(`${name} is no option of the relay: take one of ${known}.`, { exitStatus: EXIT_USAGE });
};
