/**
 * Every message between the extension and the relay, for both ends: one JSON object a WebSocket text frame,
 * told apart by `type`. Each end validates what it receives with the table of its role.
 */
import * as v from 'valibot';
import { MAX_SPANS_PER_MESSAGE } from './feed-span.ts';
import { isPair, type Pair } from './pair.ts';
import { TIMEFRAMES } from './timeframe.ts';
import type { Milliseconds } from './units.ts';

/**
 * Ends of different versions refuse each other at the greeting, in words that a person can act on. How to add:
 * - what the other end can do without keeps the version: an optional field, or a type of message that has no `seq` and
 *   is not waited for. An end passes over fields and types that it does not know; the relay counts them.
 * - what it cannot do without is a new version: a message with a `seq`, which would wait for its `ack` for good, an
 *   answer that is waited for, another meaning of what is there, and anything left out.
 *
 * No version has been released before 1, so what came until then needed no other number: `tickHistory`, for one,
 * which is waited for.
 */
export const PROTOCOL_VERSION = 1;
export const PROTOCOL_PATH = '/v1';
export const DEFAULT_RELAY_PORT = 8787;
export const DEFAULT_RELAY_URL = `http://127.0.0.1:${DEFAULT_RELAY_PORT}`;

/** A data message at this pace keeps both ends, and Chrome's service worker, awake. */
export const HEARTBEAT_MS = 20_000;
/** The time a new connection has to say hello. */
export const HELLO_TIMEOUT_MS = 2_000;
/** The most ticks in one `ticks` message of a capture. */
export const MAX_TICKS_PER_MESSAGE = 5_000;
/** The most candles in one `brokerHistory` message or one `history` answer. */
export const MAX_CANDLES = 5_000;
/** The most ticks in one `tickHistory` answer. */
export const MAX_HISTORY_TICKS = 5_000;
/** The largest message that the relay accepts: 5,000 ticks with long names fit twice. */
export const MAX_MESSAGE_BYTES = 1_048_576;
export const DEFAULT_HISTORY_LIMIT = 200;

const pair = v.custom<Pair>(isPair, 'is no pair');
const finite = v.pipe(v.number(), v.finite());
const instant = v.custom<Milliseconds>((value) => Number.isSafeInteger(value), 'is no UTC millisecond');
const sequence = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const shortText = v.pipe(v.string(), v.maxLength(200));
const timeframe = v.picklist(TIMEFRAMES);
const heartbeat = v.object({ type: v.literal('heartbeat') });

const candle = v.object({
  time: instant,
  open: finite,
  high: finite,
  low: finite,
  close: finite,
  ticks: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
});

const asset = v.object({
  pair,
  label: shortText,
  digits: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(15)),
  kind: shortText,
  payout: v.optional(finite),
  open: v.optional(v.boolean()),
});

/** A broker's asset list on its way, from the page on. */
export const ASSETS_MESSAGE = v.object({
  type: v.literal('assets'),
  assets: v.pipe(v.array(asset), v.maxLength(5_000)),
});

/** The pair and the timeframe that the broker's page shows, from the page on. */
export const PAGE_MESSAGE = v.object({ type: v.literal('page'), pair, timeframe: v.optional(timeframe) });

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** Ticks stay `unknown` here: one bad tick is refused and counted alone, the rest of its batch is kept. */
const tickBatch = v.pipe(v.array(v.unknown()), v.maxLength(MAX_TICKS_PER_MESSAGE));

const hello = v.object({
  type: v.literal('hello'),
  version: v.number(),
  role: v.picklist(['capture', 'view']),
  token: v.pipe(v.string(), v.maxLength(512)),
});

export const HELLO_MESSAGE = hello;

/** capture → relay, after hello. A message with a `seq` is answered with `ack` once the tick log has it. */
export const CAPTURE_MESSAGE = v.variant('type', [
  v.object({ type: v.literal('ticks'), seq: sequence, ticks: tickBatch }),
  v.object({
    type: v.literal('brokerHistory'),
    seq: sequence,
    pair,
    /** The length of its candles, ms. */
    duration: v.pipe(
      v.custom<Milliseconds>((value) => Number.isSafeInteger(value)),
      v.minValue(1_000 as Milliseconds),
    ),
    candles: v.pipe(v.array(v.unknown()), v.maxLength(MAX_CANDLES)),
  }),
  /** Stretches in which the page received prices, `[pair, from, to]` each, UTC ms; a bad one is refused alone. */
  v.object({
    type: v.literal('feedSpans'),
    seq: sequence,
    spans: v.pipe(v.array(v.unknown()), v.maxLength(MAX_SPANS_PER_MESSAGE)),
  }),
  /** A pair whose ticks came under `from` before it was known that it is called `to`; of one broker. */
  v.object({ type: v.literal('renamed'), seq: sequence, from: pair, to: pair }),
  ASSETS_MESSAGE,
  PAGE_MESSAGE,
  /** Ticks that the capture holds and the relay has not confirmed, and those that it had to give up. */
  v.object({ type: v.literal('captureStatus'), waiting: count, dropped: count }),
  heartbeat,
]);

/** view → relay, after hello. */
export const VIEW_MESSAGE = v.variant('type', [
  v.object({
    type: v.literal('subscribe'),
    pairs: v.union([v.literal('*'), v.pipe(v.array(pair), v.maxLength(1_000))]),
  }),
  v.object({
    type: v.literal('history'),
    /** Chosen by the viewer; the answer carries it back. */
    id: sequence,
    pair,
    timeframe,
    limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_CANDLES)),
    /** Only candles that begin earlier. */
    before: v.optional(instant),
  }),
  v.object({
    type: v.literal('tickHistory'),
    /** Chosen by the viewer; the answer carries it back. */
    id: sequence,
    pair,
    limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_HISTORY_TICKS)),
    /** Only ticks that are earlier. */
    before: v.optional(instant),
  }),
  heartbeat,
]);

const welcome = v.object({ type: v.literal('welcome'), version: v.number(), relayId: shortText });

/** Why the relay ends a connection. */
export const ERROR_CODES = [
  'origin-refused',
  'token-refused',
  'version-differs',
  'hello-missing',
  'message-refused',
  'too-many-messages',
  'too-many-connections',
  'too-slow',
  'not-kept',
  'relay-stopping',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

const error = v.object({ type: v.literal('error'), code: v.picklist(ERROR_CODES), message: v.string() });

/** relay → capture. */
export const TO_CAPTURE_MESSAGE = v.variant('type', [
  v.object({ type: v.literal('ack'), seq: sequence }),
  welcome,
  heartbeat,
  error,
]);

const historySource = v.picklist(['cache', 'log', 'archive']);

const feedGap = v.object({
  from: instant,
  /** Absent while the feed is down. */
  to: v.optional(instant),
  /** Whether the broker's own candles, none longer than those asked for, cover it. */
  filled: v.boolean(),
});

const pairSummary = v.object({
  pair,
  label: v.string(),
  digits: v.optional(v.number()),
  kind: v.optional(v.string()),
  payout: v.optional(v.number()),
  open: v.optional(v.boolean()),
  /** The newest tick known, and the first price of the UTC day, from which the change is counted. */
  price: v.optional(v.number()),
  timestamp: v.optional(instant),
  dayOpen: v.optional(v.number()),
  /** What it was called before its name was known. */
  formerly: v.optional(v.array(pair)),
});

const linkState = v.picklist(['off', 'up', 'down', 'paused']);

const relayStatus = v.object({
  /** Open capture connections: browsers whose pages may send ticks. */
  captures: v.number(),
  redis: v.object({
    state: linkState,
    /** One sentence where something keeps it from working, or from working well. */
    problem: v.optional(v.string()),
  }),
  archive: v.object({
    state: linkState,
    /** Ticks kept here that the archive does not have yet. */
    waiting: v.number(),
    archived: v.number(),
    /** One sentence where something keeps it from working. */
    problem: v.optional(v.string()),
  }),
  /** Ticks kept for good: in the log, or archived and gone from there since. */
  kept: v.number(),
  /** `problem`: one sentence while the log takes no ticks; captures keep them and send them again. */
  log: v.optional(v.object({ problem: v.optional(v.string()) }), {}),
});

/** relay → view. */
export const TO_VIEW_MESSAGE = v.variant('type', [
  // First, because the types are tried in this order and nearly every message is this one.
  v.object({ type: v.literal('ticks'), ticks: v.array(v.unknown()) }),
  welcome,
  v.object({
    type: v.literal('history'),
    id: sequence,
    pair,
    timeframe,
    candles: v.array(candle),
    source: historySource,
    /** How long the relay took. */
    ms: v.number(),
    /** The newest tick within the candles: a live tick up to here is in them already. */
    lastTimestamp: v.optional(instant),
    /** Stretches from the first candle on in which no page received this pair, ascending; absent without any. */
    gaps: v.optional(v.array(feedGap)),
  }),
  v.object({
    type: v.literal('tickHistory'),
    id: sequence,
    pair,
    /** The newest ticks of the log before the time asked for: `[price, timestamp]` each, by timestamp, then price. */
    ticks: v.array(v.tuple([finite, instant])),
    /** How long the relay took. */
    ms: v.number(),
    /** Stretches from the first tick on in which no page received this pair, ascending; absent without any. */
    gaps: v.optional(v.array(feedGap)),
  }),
  v.object({ type: v.literal('pairs'), pairs: v.array(pairSummary) }),
  /** Candles of these pairs, other than by live ticks: history answered before is out of date. */
  v.object({ type: v.literal('historyChanged'), pairs: v.array(pair) }),
  v.object({ type: v.literal('status'), status: relayStatus }),
  PAGE_MESSAGE,
  heartbeat,
  error,
]);

export type HelloMessage = v.InferOutput<typeof HELLO_MESSAGE>;
export type CaptureMessage = v.InferOutput<typeof CAPTURE_MESSAGE>;
export type ViewMessage = v.InferOutput<typeof VIEW_MESSAGE>;
export type ToCaptureMessage = v.InferOutput<typeof TO_CAPTURE_MESSAGE>;
export type ToViewMessage = v.InferOutput<typeof TO_VIEW_MESSAGE>;
export type Role = HelloMessage['role'];
export type PairSummary = v.InferOutput<typeof pairSummary>;
export type RelayStatus = v.InferOutput<typeof relayStatus>;
export type LinkState = v.InferOutput<typeof linkState>;
export type HistorySource = v.InferOutput<typeof historySource>;

export type Parsed<Message> =
  | { readonly ok: true; readonly message: Message }
  | {
      readonly ok: false;
      readonly reason: string;
      /** Whether it may be sound, of a type that a newer end has. */
      readonly isUnknownType: boolean;
    };

/** Reads one WebSocket text frame; never throws. `reason` is one sentence for a log, without the payload. */
export const parseMessage = <Schema extends v.GenericSchema>(
  schema: Schema,
  text: string,
): Parsed<v.InferOutput<Schema>> => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, reason: 'the message is not JSON', isUnknownType: false };
  }
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return { ok: true, message: result.output };
  const [issue] = result.issues;
  const isUnknownType = issue.type === 'variant' && typeof issue.path?.[0]?.value === 'string';
  return {
    ok: false,
    isUnknownType,
    reason: `the message's ${v.getDotPath(issue) ?? 'shape'} is not as the protocol has it`,
  };
};
