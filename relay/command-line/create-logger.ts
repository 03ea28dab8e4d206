import { pino } from 'pino';
import type { Config } from '../config/config.ts';
import type { Log } from '../log.ts';
import { secretForms } from '../secret-forms.ts';
import { LogFile } from './log-file.ts';

interface LogLine {
  readonly level: number;
  readonly time: number;
  readonly msg?: string;
}

/** A line of pino's for a person at a terminal. */
const readable = (line: string): string => {
  const { level, time, msg = '' } = JSON.parse(line) as LogLine;
  const clock = new Date(time).toLocaleTimeString([], { hour12: false });
  const name = pino.levels.labels[level] ?? '';
  return `${clock} ${name.padEnd(5)} ${msg}\n`;
};

const passwordOf = (url: string): string => decodeURIComponent(new URL(url).password);

/** What must not be in a log, whatever text it came with. */
const secretsOf = ({ token, supabase, redisUrls }: Config): string[] =>
  [token, supabase?.secretKey, ...redisUrls.filter(passwordOf), ...redisUrls.map(passwordOf)].flatMap(
    (secret) => (secret ? secretForms(secret) : []),
  );

/**
 * Logs to stderr: sentences on a terminal, pino's JSON lines elsewhere. With a log file the lines go there, and
 * beside it to a terminal, where somebody may look on.
 * @throws UserError where the log file cannot be written.
 */
export const createLogger = (config: Config, stderr: NodeJS.WriteStream = process.stderr): Log => {
  const secrets = secretsOf(config);
  const withoutSecrets = (line: string): string =>
    secrets.reduce((text, secret) => text.replaceAll(secret, '[secret]'), line);
  const file = config.logFile === undefined ? undefined : new LogFile(config.logFile, stderr);
  const write = (line: string): void => {
    file?.write(withoutSecrets(line));
    if (!file || stderr.isTTY) stderr.write(withoutSecrets(stderr.isTTY ? readable(line) : line));
  };
  return pino({ level: config.logLevel, base: null }, { write });
};
