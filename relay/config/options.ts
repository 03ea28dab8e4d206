import path from 'node:path';
import envPaths from 'env-paths';
import * as v from 'valibot';
import { DEFAULT_RELAY_PORT } from '../../shared/protocol.ts';
import { milliseconds } from '../../shared/units.ts';
import type { LogLevel } from './config.ts';

/** The user's folders for this product, without the library's `-nodejs` ending. */
export const USER_FOLDERS = envPaths('quflx-tick-relay', { suffix: '' });

/** The shortest token that guessing does not find. */
export const MIN_TOKEN_LENGTH = 32;

const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const satisfies readonly LogLevel[];
const MAX_DAYS = 36_500;
const SECONDS_A_DAY = 86_400;

/** One option: `--help`, the messages about a wrong value and the README's table are made of these. */
export interface Option<Output = unknown> {
  /** Its name in the environment and in a file. */
  readonly name: string;
  /** Its flag as commander takes it. */
  readonly flag: string;
  readonly doc: string;
  /** Ends the sentence "it takes …". */
  readonly accepts: string;
  /** What holds where it is not set, in words for people where there is no value. */
  readonly defaultText: string;
  /** Never shown, not even when wrong. */
  readonly secret?: true;
  /** A running relay keeps what it began with. The others take effect when it reads its configuration again. */
  readonly restart?: true;
  /** Reads the text of a set option. */
  readonly schema: v.GenericSchema<string, Output>;
  /** Its value where it is not set. */
  readonly fallback: Output;
}

const option = <Output>(description: Option<Output>): Option<Output> => description;

const wholeNumber = (min: number, max: number) =>
  v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number), v.minValue(min), v.maxValue(max));

const hasProtocol = (text: string, protocols: readonly string[]): boolean =>
  URL.canParse(text) && protocols.includes(new URL(text).protocol);

const webUrl = v.pipe(
  v.string(),
  v.check((text) => hasProtocol(text, ['http:', 'https:'])),
);

/** Whether user and password can be read: a `%` of theirs begins a code such as `%25`. */
const isDecodable = (text: string): boolean => {
  const { username, password } = new URL(text);
  try {
    for (const part of [username, password]) decodeURIComponent(part);
    return true;
  } catch {
    return false;
  }
};

const redisUrls = v.pipe(
  v.string(),
  v.transform((text) => text.split(',').map((url) => url.trim())),
  v.check((urls) =>
    ['redis:', 'rediss:'].some((protocol) =>
      urls.every((url) => hasProtocol(url, [protocol]) && isDecodable(url)),
    ),
  ),
);

/** Every option of the relay, by the name of its place in the flags. */
export const OPTIONS = {
  port: option({
    name: 'TICK_RELAY_PORT',
    flag: '--port <number>',
    doc: 'Port on 127.0.0.1 for the extension and the HTTP API.',
    accepts: 'a port from 0 to 65535, where 0 takes a free one',
    defaultText: String(DEFAULT_RELAY_PORT),
    restart: true,
    schema: wholeNumber(0, 65_535),
    fallback: DEFAULT_RELAY_PORT,
  }),
  dataDir: option({
    name: 'TICK_RELAY_DATA_DIR',
    flag: '--data-dir <folder>',
    doc: 'Folder of the tick log and of the tokens.',
    accepts: 'a folder that this user can write to',
    defaultText: '~/.local/share/quflx-tick-relay, on a Mac ~/Library/Application Support/quflx-tick-relay',
    restart: true,
    schema: v.pipe(
      v.string(),
      v.transform((folder) => path.resolve(folder)),
    ),
    fallback: USER_FOLDERS.data,
  }),
  token: option<string | undefined>({
    name: 'TICK_RELAY_TOKEN',
    flag: '--token <token>',
    doc: 'A fixed access token for machines, beside those from pairing. Prefer the environment: a flag shows in the process list.',
    accepts: `at least ${MIN_TOKEN_LENGTH} characters, such as \`openssl rand -hex 32\` prints`,
    defaultText: 'none',
    secret: true,
    restart: true,
    schema: v.pipe(v.string(), v.minLength(MIN_TOKEN_LENGTH), v.maxLength(512), v.regex(/^[!-~]+$/)),
    fallback: undefined,
  }),
  redisUrl: option<readonly string[]>({
    name: 'REDIS_URL',
    flag: '--redis-url <urls>',
    doc: 'Redis, which shares the live ticks with other programs.',
    accepts:
      'redis://[user:password@]host:port, or rediss:// for TLS, with a % of the password written as %25; for a cluster several of them with commas between',
    defaultText: 'none: ticks are shared inside the relay only',
    secret: true,
    schema: redisUrls,
    fallback: [],
  }),
  redisPrefix: option({
    name: 'REDIS_PREFIX',
    flag: '--redis-prefix <text>',
    doc: 'Put before every Redis key and channel.',
    accepts: 'up to 64 letters, digits and the signs . _ : -',
    defaultText: 'none',
    schema: v.pipe(v.string(), v.regex(/^[\w.:-]{1,64}$/)),
    fallback: '',
  }),
  supabaseUrl: option<string | undefined>({
    name: 'SUPABASE_URL',
    flag: '--supabase-url <url>',
    doc: 'The Supabase project that archives every tick.',
    accepts: "the project's URL, such as https://abcdefgh.supabase.co",
    defaultText: 'none: the tick log is the only store',
    schema: webUrl,
    fallback: undefined,
  }),
  supabaseSecretKey: option<string | undefined>({
    name: 'SUPABASE_SECRET_KEY',
    flag: '--supabase-secret-key <key>',
    doc: "The project's secret key. Prefer the environment: a flag shows in the process list.",
    accepts: "the secret (service role) key from the project's API settings, without spaces",
    defaultText: 'none',
    secret: true,
    schema: v.pipe(v.string(), v.regex(/^[!-~]{8,}$/)),
    fallback: undefined,
  }),
  retentionDays: option<number | undefined>({
    name: 'TICK_RETENTION_DAYS',
    flag: '--retention-days <days>',
    doc: 'Ticks older than this leave Supabase. Their 1-minute candles stay there, in `historical_candles`.',
    accepts: `a whole number of days from 1 to ${MAX_DAYS}`,
    defaultText: 'none: nothing is removed from Supabase',
    schema: wholeNumber(1, MAX_DAYS),
    fallback: undefined,
  }),
  logRetentionDays: option({
    name: 'TICK_LOG_RETENTION_DAYS',
    flag: '--log-retention-days <days>',
    doc: 'Ticks older than this leave the tick log; with Supabase only once they are archived. Their 1-minute candles stay.',
    accepts: `a whole number of days from 1 to ${MAX_DAYS}`,
    defaultText: '30',
    schema: wholeNumber(1, MAX_DAYS),
    fallback: 30,
  }),
  archiveInterval: option({
    name: 'ARCHIVE_INTERVAL_SECONDS',
    flag: '--archive-interval <seconds>',
    doc: 'Time between two uploads to Supabase.',
    accepts: `a whole number of seconds from 1 to ${SECONDS_A_DAY}`,
    defaultText: '30',
    schema: v.pipe(
      wholeNumber(1, SECONDS_A_DAY),
      v.transform((seconds) => milliseconds(seconds * 1_000)),
    ),
    fallback: milliseconds(30_000),
  }),
  logLevel: option<LogLevel>({
    name: 'TICK_RELAY_LOG_LEVEL',
    flag: '--log-level <level>',
    doc: 'How much the log tells.',
    accepts: `one of ${LOG_LEVELS.join(', ')}`,
    defaultText: 'info',
    schema: v.pipe(v.string(), v.picklist(LOG_LEVELS)),
    fallback: 'info',
  }),
  logFile: option<string | undefined>({
    name: 'TICK_RELAY_LOG_FILE',
    flag: '--log-file <path>',
    doc: 'File for the log, as JSON lines, instead of stderr. At 10 MB it becomes `<path>.1`, up to `<path>.4`; only this user can read them.',
    accepts: 'a path whose folder this user can write to',
    defaultText: 'none: the log goes to stderr',
    restart: true,
    schema: v.pipe(
      v.string(),
      v.transform((file) => path.resolve(file)),
    ),
    fallback: undefined,
  }),
};

export type OptionKey = keyof typeof OPTIONS;
export const OPTION_KEYS = Object.keys(OPTIONS) as OptionKey[];
