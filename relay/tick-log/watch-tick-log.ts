import type { LinkProblem } from '../link-problem.ts';
import type { TickLog } from './tick-log.ts';

const RECOVERED = 'The tick log can be written again.';

/** The same log, whose refused writes are told of: a full disk must not be found out by what is missing later. */
export const watchTickLog = (log: TickLog, problem: LinkProblem): TickLog => {
  const watched = async <Result>(write: Promise<Result>): Promise<Result> => {
    try {
      const result = await write;
      problem.clear(RECOVERED);
      return result;
    } catch (error) {
      problem.report(error instanceof Error ? error.message : String(error));
      throw error;
    }
  };
  return {
    ...log,
    append: (...batch) => watched(log.append(...batch)),
    appendBrokerCandles: (...candles) => watched(log.appendBrokerCandles(...candles)),
    renamePair: (rename) => watched(log.renamePair(rename)),
    appendFeedSpans: (...spans) => watched(log.appendFeedSpans(...spans)),
  };
};
