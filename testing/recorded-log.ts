import type { Log } from '../relay/log.ts';

export interface RecordedLog extends Log {
  /** Every warning and error so far. */
  readonly problems: string[];
}

/** A logger that writes nothing and keeps what a user would have been warned of. */
export const recordedLog = (): RecordedLog => {
  const problems: string[] = [];
  const keep = (...entry: unknown[]): void => {
    problems.push(entry.find((part) => typeof part === 'string') ?? '');
  };
  return { problems, debug: () => undefined, info: () => undefined, warn: keep, error: keep };
};
