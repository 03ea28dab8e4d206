export interface WatchOptions<Answer> {
  /** Asks the relay for a sign of life. */
  readonly ask: () => Promise<Answer>;
  readonly everyMs: number;
  /** So many times in a row without an answer are too many. */
  readonly patience: number;
  readonly onAnswer: (answer: Answer) => void;
  /** Called once; nothing is asked after it. `reason`: what came instead of an answer, where anything did. */
  readonly onSilence: (reason: unknown) => void;
}

/**
 * Asks at once, and again and again, until the function that it answers is called. Silence is counted in times, not
 * by the clock: after a halt of the whole process or computer there must be time to answer first.
 */
export const watchOver = <Answer>(options: WatchOptions<Answer>): (() => void) => {
  let silent = 0;
  let reason: unknown;
  let isAsking = false;
  let stopped = false;
  const ask = async (): Promise<void> => {
    isAsking = true;
    try {
      const answer = await options.ask();
      silent = 0;
      reason = undefined;
      if (!stopped) options.onAnswer(answer);
    } catch (error) {
      reason = error;
    }
    isAsking = false;
  };
  const stop = (): void => {
    stopped = true;
    clearInterval(timer);
  };
  const next = (): void => {
    silent += 1;
    if (silent > options.patience) {
      stop();
      options.onSilence(reason);
    } else if (!isAsking) void ask();
  };
  const timer = setInterval(next, options.everyMs);
  timer.unref();
  next();
  return stop;
};
