import { pino } from 'pino';
import type { Config } from '../config/config.ts';
import type { Log } from '../log.ts';
import { SecretTexts } from '../secret-texts.ts';

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

/** The relay's log, which can go on by another configuration. */
export interface RelayLog extends Log {
  /** Takes its level, and from now on hides its secrets too. */
  configure(config: Config): void;
}

/** Where a log goes to. */
export interface LogOutput {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

/** Logs to stderr where nothing else is given: sentences on a terminal, pino's JSON lines elsewhere. */
export const createLogger = (config: Config, output: LogOutput = process.stderr): RelayLog => {
  const secrets = new SecretTexts();
  const write = (line: string): void => {
    output.write(secrets.hide(output.isTTY ? readable(line) : line));
  };
  const logger = pino({ base: null }, { write });
  const configure = (next: Config): void => {
    secrets.learn(next);
    logger.level = next.logLevel;
  };
  configure(config);
  return Object.assign(logger, { configure });
};
