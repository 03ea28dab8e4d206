import * as v from 'valibot';
import { isPair, type Pair } from '../../shared/pair.ts';
import { MAX_CANDLES, MAX_MESSAGE_BYTES, MAX_TICKS_PER_MESSAGE } from '../../shared/protocol.ts';
import { TIMEFRAMES, timeframeDuration } from '../../shared/timeframe.ts';
import type { AppendResult } from '../tick-log/tick-log.ts';
import { readJson } from './read-json.ts';
import type { Route } from './routes.ts';

const tuples = (max: number) => v.pipe(v.array(v.unknown()), v.maxLength(max));

const TICKS_BODY = v.object({ ticks: tuples(MAX_TICKS_PER_MESSAGE) });

const CANDLES_BODY = v.object({
  pair: v.custom<Pair>(isPair),
  timeframe: v.picklist(TIMEFRAMES),
  candles: tuples(MAX_CANDLES),
});

const pairOf = (tuple: unknown): unknown => (Array.isArray(tuple) ? tuple[0] : undefined);

/** Takes what `tick-relay import` reads; every answer comes once it is on the disk. */
export const IMPORT_ROUTES: Readonly<Record<string, Route>> = {
  'POST /api/import/ticks': {
    token: 'owner',
    bodyBytes: MAX_MESSAGE_BYTES,
    reply: async ({ ingest, pairFeed }, { body }): Promise<AppendResult> => {
      const { ticks } = readJson(TICKS_BODY, body, '{ "ticks": [[pair, price, timestamp], …] }');
      const result = await ingest.imported(ticks);
      pairFeed.kept(ticks.map(pairOf));
      return result;
    },
  },
  'POST /api/import/candles': {
    token: 'owner',
    bodyBytes: MAX_MESSAGE_BYTES,
    reply: async ({ ingest, pairFeed }, { body }): Promise<object> => {
      const form = '{ "pair", "timeframe", "candles": [[time, open, high, low, close], …] }';
      const { pair, timeframe, candles } = readJson(CANDLES_BODY, body, form);
      await ingest.brokerHistory(pair, timeframeDuration(timeframe), candles);
      pairFeed.kept([pair]);
      return {};
    },
  },
};
