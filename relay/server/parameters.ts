import * as v from 'valibot';
import { isPair, type Pair } from '../../shared/pair.ts';
import { DEFAULT_HISTORY_LIMIT, MAX_CANDLES } from '../../shared/protocol.ts';
import { TIMEFRAMES } from '../../shared/timeframe.ts';
import type { Milliseconds } from '../../shared/units.ts';
import { HttpError } from './http-error.ts';

const MAX_TICKS_PER_PAGE = 1_000;
const MAX_LETTERS_PER_PAGE = 1_000;

const pair = v.custom<Pair>(isPair, "the broker's name of a pair, such as EURUSD_otc (a # written as %23)");

const instantText = 'a UTC time in whole milliseconds';
const instant = v.pipe(
  v.string(instantText),
  v.regex(/^\d{1,15}$/, instantText),
  v.transform((text) => Number(text) as Milliseconds),
);

const rowText = 'a row as an earlier page has it';
const row = v.pipe(v.string(rowText), v.regex(/^\d{1,15}$/, rowText), v.transform(Number));

const limit = (max: number, fallback: number) => {
  const text = `a whole number from 1 to ${max}`;
  return v.optional(
    v.pipe(
      v.string(text),
      v.regex(/^\d{1,9}$/, text),
      v.transform(Number),
      v.minValue(1, text),
      v.maxValue(max, text),
    ),
    String(fallback),
  );
};

export const TICK_PARAMETERS = v.object({
  pair,
  from: v.optional(instant),
  to: v.optional(instant),
  limit: limit(MAX_TICKS_PER_PAGE, MAX_TICKS_PER_PAGE),
});

export const GAP_PARAMETERS = v.object({ pair, from: v.optional(instant), to: v.optional(instant) });

export const CANDLE_PARAMETERS = v.object({
  pair,
  timeframe: v.picklist(TIMEFRAMES, `one of ${TIMEFRAMES.join(', ')}`),
  limit: limit(MAX_CANDLES, DEFAULT_HISTORY_LIMIT),
  before: v.optional(instant),
});

export const LETTER_PARAMETERS = v.object({ pair: v.optional(pair) });

export const LETTER_PAGE_PARAMETERS = v.object({
  pair: v.optional(pair),
  after: v.optional(row),
  limit: limit(MAX_LETTERS_PER_PAGE, MAX_LETTERS_PER_PAGE),
});

/** @throws HttpError 400, which names the parameter and what it takes. */
export const readParameters = <Schema extends v.ObjectSchema<v.ObjectEntries, undefined>>(
  schema: Schema,
  query: URLSearchParams,
): v.InferOutput<Schema> => {
  // A missing parameter is there as `undefined`, so that its own schema says what it takes.
  const input = Object.fromEntries(
    Object.keys(schema.entries).map((name) => [name, query.get(name) ?? undefined]),
  );
  const result = v.safeParse(schema, input, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const name = v.getDotPath(issue) ?? '';
  throw new HttpError(400, 'parameter-wrong', `The parameter ${name} has to be ${issue.message}.`);
};
