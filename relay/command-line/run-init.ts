import { cancel, intro, isCancel, log, outro, password, text } from '@clack/prompts';
import type { OptionChanges } from '../config/config-file.ts';
import { explainConfig } from '../config/explain-config.ts';
import { loadConfig, parseSetting } from '../config/load-config.ts';
import { OPTIONS, type OptionKey } from '../config/options.ts';
import { REDIS_CHECKS, runChecks, SUPABASE_CHECKS, type CheckedFinding } from '../doctor/run-checks.ts';
import { EXIT_USAGE, UserError } from '../user-error.ts';
import { applyChanges } from './config-set.ts';
import type { Flags } from './option-flags.ts';

interface Question {
  readonly key: OptionKey;
  readonly message: string;
  /** Whether it is asked after these answers; by default it is. */
  readonly isAsked?: (answers: ReadonlyMap<OptionKey, string>) => boolean;
}

const QUESTIONS: readonly Question[] = [
  { key: 'redisUrl', message: 'Redis, which shares the live ticks with other programs (empty: none)' },
  { key: 'supabaseUrl', message: 'URL of the Supabase project that archives the ticks (empty: none)' },
  {
    key: 'supabaseSecretKey',
    message: "The project's secret key",
    isAsked: (answers) => answers.has('supabaseUrl'),
  },
  { key: 'logRetentionDays', message: 'Days to keep ticks on this machine' },
  { key: 'port', message: 'Port on 127.0.0.1' },
];

/** The one sentence of a wrong answer; a question that is passed over keeps what holds. */
const problemOf = (key: OptionKey, answer: string | undefined): string | undefined => {
  if (!answer?.trim()) return undefined;
  try {
    parseSetting(key, { text: answer.trim(), source: { name: () => OPTIONS[key].name } });
    return undefined;
  } catch (error) {
    return error instanceof UserError ? error.message : String(error);
  }
};

const ask = async ({ key, message }: Question, now: string | null): Promise<string> => {
  const validate = (answer: string | undefined): string | undefined => problemOf(key, answer);
  const answer = OPTIONS[key].secret
    ? await password({ message: now === null ? message : `${message} (empty: as it is)`, validate })
    : await text({ message, validate, ...(now !== null && { initialValue: now }) });
  if (isCancel(answer)) {
    cancel('Nothing has been changed.');
    throw new UserError('init was broken off: nothing has been changed.');
  }
  // Without an answer clack gives `undefined`, whatever its type says.
  return ((answer as string | undefined) ?? '').trim();
};

/** What the answers change; an answer that is what holds already changes nothing. */
const askAll = async (flags: Flags): Promise<OptionChanges> => {
  const options = new Map(explainConfig({ flags }).map((option) => [option.name, option]));
  const answers = new Map<OptionKey, string>();
  const changes = new Map<OptionKey, string | undefined>();
  for (const question of QUESTIONS) {
    const { key, isAsked = () => true } = question;
    if (!isAsked(answers)) continue;
    const { value = null, source } = options.get(OPTIONS[key].name) ?? {};
    const answer = await ask(question, value);
    if (answer !== '') answers.set(key, answer);
    if (answer !== '' && answer !== value) changes.set(key, answer);
    // An emptied text takes the option out; a secret that is passed over stays.
    if (answer === '' && source === 'file' && !OPTIONS[key].secret) changes.set(key, undefined);
  }
  if (changes.has('supabaseUrl') && changes.get('supabaseUrl') === undefined)
    changes.set('supabaseSecretKey', undefined);
  return changes;
};

const show = ({ title, state, text: found, fix }: CheckedFinding): void => {
  const line = `${title}: ${found}${fix === undefined ? '' : ` ${fix}`}`;
  if (state === 'good') log.success(line);
  else if (state !== 'skipped') log.warn(line);
};

/** Looks at the servers as a relay with these changes would find them; what is not well is only told. */
const checkServers = async (changes: OptionChanges, flags: Flags): Promise<void> => {
  const changed = Object.fromEntries([...changes].filter(([, value]) => value !== undefined));
  const config = loadConfig({ flags: { ...flags, ...changed } });
  await runChecks([...REDIS_CHECKS, ...SUPABASE_CHECKS], { config }, show);
};

/** `tick-relay init` */
export const init = async (flags: Flags): Promise<void> => {
  if (!process.stdin.isTTY || !process.stdout.isTTY)
    throw new UserError(
      'init asks its questions in a terminal, and this is none: use `tick-relay config set NAME VALUE` here.',
      { exitStatus: EXIT_USAGE },
    );
  intro('QuFLX Tick Relay');
  const changes = await askAll(flags);
  if (changes.size === 0) {
    outro('Nothing has been changed.');
    return;
  }
  await checkServers(changes, flags);
  outro('This is written:');
  await applyChanges(changes, flags);
};
