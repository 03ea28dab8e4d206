import { pino } from 'pino';
import type { Config } from '../config/config.ts';
import type { Log } from '../log.ts';

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
  [token, supabase?.secretKey, ...redisUrls.filter(passwordOf), ...redisUrls.map(passwordOf)].filter(
    (secret) => secret !== undefined && secret !== '',
  ) as string[];

/** Where a log goes to. */
export interface LogOutput {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

/** Logs to stderr where nothing else is given: sentences on a terminal, pino's JSON lines elsewhere. */
export const createLogger = (config: Config, output: LogOutput = process.stderr): Log => {
  const secrets = secretsOf(config);
  const withoutSecrets = (line: string): string =>
    secrets.reduce((text, secret) => text.replaceAll(secret, '[secret]'), line);
  const write = (line: string): void => {
    output.write(withoutSecrets(output.isTTY ? readable(line) : line));
  };
  return pino({ level: config.logLevel, base: null }, { write });
};
