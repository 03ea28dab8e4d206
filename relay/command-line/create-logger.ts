import { pino } from 'pino';
import type { Config } from '../config/config.ts';
import type { Log } from '../log.ts';
import { SecretTexts } from '../secret-texts.ts';
import { LogFile } from '../log-file.ts';

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

/** What a log uses of stderr. */
export interface LogOutput {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

/** The relay's log, which can go on by another configuration. */
export interface RelayLog extends Log {
  /** Takes its level, and from now on hides its secrets too. */
  configure(config: Config): void;
}

/**
 * Logs to stderr: sentences on a terminal, pino's JSON lines elsewhere. With a log file the lines go there, and
 * beside it to a terminal, where somebody may look on.
 * @throws UserError where the log file cannot be written.
 */
export const createLogger = (config: Config, stderr: LogOutput = process.stderr): RelayLog => {
  const secrets = new SecretTexts();
  const file = config.logFile === undefined ? undefined : new LogFile(config.logFile, stderr);
  const write = (line: string): void => {
    file?.write(secrets.hide(line));
    if (!file || stderr.isTTY) stderr.write(secrets.hide(stderr.isTTY ? readable(line) : line));
  };
  const logger = pino({ base: null }, { write });
  const configure = (next: Config): void => {
    secrets.learn(next);
    logger.level = next.logLevel;
  };
  configure(config);
  return Object.assign(logger, { configure });
};
