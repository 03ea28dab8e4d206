import fc from 'fast-check';

const TYPES = [
  'hello',
  'ticks',
  'brokerHistory',
  'feedSpans',
  'renamed',
  'assets',
  'page',
  'subscribe',
  'history',
  'tickHistory',
  'pairs',
  'status',
  'heartbeat',
];

/** Fields of messages, and one that is a trap for whoever copies them. */
const FIELDS = [
  'seq',
  'ticks',
  'pair',
  'pairs',
  'duration',
  'from',
  'to',
  'spans',
  'candles',
  'assets',
  'timeframe',
  'id',
  'limit',
  'before',
  'version',
  'role',
  'token',
  'status',
  'source',
  'ms',
  '__proto__',
];

/** What a field may have: now and then the right thing, so that also what lies deeper is read. */
const fieldValue = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(1, 'EURUSD_otc', '1m', '*', 'view', [], ['EURUSD_otc'], [['EURUSD_otc', 1, 2, 3]]),
  fc.constantFrom(NaN, -1, 0, 1e308, 2 ** 53, '__proto__', [[]], {}),
);

/** A message of the protocol, as JSON, with anything in any of its fields. */
export const nearlyMessage: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom(...TYPES), fc.dictionary(fc.constantFrom(...FIELDS), fieldValue))
  .map(([type, fields]) => JSON.stringify({ ...fields, type }));

/** Any text that a client may send, from no JSON at all to nearly a message. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string(),
  fc.json({ maxDepth: 4 }),
  fc.jsonValue().map((value) => JSON.stringify({ type: 'ticks', value })),
  nearlyMessage,
);
