import * as v from 'valibot';
import { isPair, type Pair } from '../../shared/pair.ts';
import { MAX_MESSAGE_BYTES, MAX_TICKS_PER_MESSAGE } from '../../shared/protocol.ts';
import { replayPair } from '../replay/replay-pair.ts';
import { HttpError } from './http-error.ts';
import { readJson } from './read-json.ts';
import type { Route } from './routes.ts';

const START_BODY = v.object({ pair: v.custom<Pair>(isPair) });
const END_BODY = v.object({ id: v.number() });
const quote = v.tuple([v.pipe(v.number(), v.finite(), v.gtValue(0)), v.pipe(v.number(), v.safeInteger())]);
const TICKS_BODY = v.object({
  id: v.number(),
  ticks: v.pipe(v.array(quote), v.maxLength(MAX_TICKS_PER_MESSAGE)),
});

/** What `POST /api/replay/start` answers. */
export interface StartedReplay {
  readonly id: number;
  /** The pair that its ticks are seen as. */
  readonly pair: Pair;
}

/** Shows what `tick-relay replay` reads. */
export const REPLAY_ROUTES: Readonly<Record<string, Route>> = {
  'POST /api/replay/start': {
    token: 'owner',
    reply: ({ replays }, { body }): StartedReplay => {
      const { pair: source } = readJson(START_BODY, body, '{ "pair": "EURUSD_otc" }');
      const pair = replayPair(source);
      if (pair === undefined)
        throw new HttpError(
          400,
          'pair-too-long',
          `The name ${source} is too long to be replayed under another.`,
        );
      return { id: replays.start(source, pair), pair };
    },
  },
  'POST /api/replay/ticks': {
    token: 'owner',
    bodyBytes: MAX_MESSAGE_BYTES,
    reply: async ({ replays }, { body }): Promise<object> => {
      const { id, ticks } = readJson(TICKS_BODY, body, '{ "id", "ticks": [[price, timestamp], …] }');
      if (await replays.play(id, ticks)) return {};
      throw new HttpError(409, 'replay-ended', 'This replay has ended: another of the same pair has begun.');
    },
  },
  'POST /api/replay/end': {
    token: 'owner',
    reply: ({ replays }, { body }): object => {
      replays.end(readJson(END_BODY, body, '{ "id" }').id);
      return {};
    },
  },
};
