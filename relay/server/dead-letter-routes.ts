import type { DeadLetter } from '../tick-log/tick-log.ts';
import { LETTER_PAGE_PARAMETERS, LETTER_PARAMETERS, readParameters } from './parameters.ts';
import type { Route } from './routes.ts';

/** What `GET /api/dead-letters` answers; the next page begins `after` the last one's row. */
export interface DeadLetterPage {
  readonly deadLetters: readonly DeadLetter[];
}

/** What `POST /api/dead-letters/…` answers. */
export interface SettledDeadLetters {
  /** How many ticks. */
  readonly settled: number;
}

/** Looks at what the archive refuses for good, and decides about it: `?pair=` for one pair, else all. */
export const DEAD_LETTER_ROUTES: Readonly<Record<string, Route>> = {
  'GET /api/dead-letters': {
    token: 'owner',
    reply: async ({ log }, { query }): Promise<DeadLetterPage> => ({
      deadLetters: await log.deadLetters(readParameters(LETTER_PAGE_PARAMETERS, query)),
    }),
  },
  'POST /api/dead-letters/retry': {
    token: 'owner',
    reply: async ({ log, archive }, { query }): Promise<SettledDeadLetters> => {
      const settled = await log.retryDeadLetters(readParameters(LETTER_PARAMETERS, query).pair);
      void archive.upload();
      return { settled };
    },
  },
  'POST /api/dead-letters/drop': {
    token: 'owner',
    reply: async ({ log }, { query }): Promise<SettledDeadLetters> => ({
      settled: await log.dropDeadLetters(readParameters(LETTER_PARAMETERS, query).pair),
    }),
  },
};
