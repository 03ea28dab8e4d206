import { isPair, pairOf } from '../../../shared/pair.ts';
import type { Milliseconds } from '../../../shared/units.ts';
import type { BrokerTick } from '../wire/broker-prices.ts';
import type { Place, SiteMapping } from './site-mapping.ts';
import { entriesOf, valueAt, type PathKey } from './value-path.ts';
import { decimalOf, wireTime } from './wire-time.ts';

/** Far more than any feed puts into one frame. */
const MAX_ROWS = 1_000;

/** What a frame, or a row of one, lacks to be a price. */
export type ReadProblem = 'match' | 'rows' | 'pair' | 'price' | 'time';
/** The price of a row, or the first thing that it lacks. */
export type Reading = BrokerTick | ReadProblem;

type Row = readonly [key: PathKey, row: unknown];

/** A site's number for an asset is as good a name as any; what no pair can carry is none. */
const symbolOf = (host: string, value: unknown): string | undefined => {
  const symbol = Number.isSafeInteger(value) ? String(value) : value;
  // The first `@` is where the site's name begins.
  if (typeof symbol !== 'string' || symbol.includes('@')) return undefined;
  return isPair(pairOf(host, symbol)) ? symbol : undefined;
};

/** Whether a frame is of the kind that the mapping reads. */
export const isMatch = ({ match }: SiteMapping, frame: unknown): boolean =>
  match.every(({ path, equals }) => valueAt(frame, path) === equals);

const readRow = (
  { host, pair, price, time }: SiteMapping,
  frame: unknown,
  [key, row]: Row,
  receivedAt: Milliseconds,
): Reading => {
  const at = ({ path, inRow }: Place): unknown => valueAt(inRow ? row : frame, path);
  const named = 'constant' in pair ? pair.constant : 'rowKey' in pair ? key : at(pair);
  const symbol = symbolOf(host, named);
  if (symbol === undefined) return 'pair';
  const amount = decimalOf(at(price));
  if (amount === undefined || amount <= 0) return 'price';
  const brokerTime = 'receipt' in time ? receivedAt : wireTime(at(time), time.unit);
  return brokerTime === undefined ? 'time' : { symbol, price: amount, brokerTime };
};

/** What a mapping reads from the value of one frame, in the site's own symbols and times; a row may say nothing. */
export const readPrices = (
  mapping: SiteMapping,
  frame: unknown,
  receivedAt: Milliseconds,
): readonly Reading[] => {
  if (!isMatch(mapping, frame)) return ['match'];
  const rows: readonly Row[] =
    mapping.rows === undefined ? [[0, frame]] : entriesOf(valueAt(frame, mapping.rows)).slice(0, MAX_ROWS);
  return rows.length === 0 ? ['rows'] : rows.map((row) => readRow(mapping, frame, row, receivedAt));
};
