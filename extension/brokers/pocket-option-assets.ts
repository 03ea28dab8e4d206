import type { Asset } from '../../shared/asset.ts';
import { isPair, pairOf } from '../../shared/pair.ts';
import { listOf } from './wire-values.ts';

const MAX_DIGITS = 15;
const MAX_TEXT_LENGTH = 200;

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= MAX_TEXT_LENGTH;

/**
 * One row of `updateAssets`, by place: 1 symbol, 2 label, 3 kind, 4 price digits, 5 payout in percent,
 * 14 whether deals are open (from the recordings, where regular pairs are closed on a Sunday and OTC pairs open).
 */
const assetOf = (brokerId: string, row: unknown): Asset | undefined => {
  const values = listOf(row);
  const [, symbol, label, kind, digits, payout] = values;
  const open = values[14];
  if (!isText(symbol) || !isText(label) || !isText(kind)) return undefined;
  if (typeof digits !== 'number' || !Number.isInteger(digits) || digits < 0 || digits > MAX_DIGITS) {
    return undefined;
  }
  const pair = pairOf(brokerId, symbol);
  if (!isPair(pair)) return undefined;
  return {
    pair,
    label,
    digits,
    kind,
    payout: typeof payout === 'number' && Number.isFinite(payout) ? payout : undefined,
    open: typeof open === 'boolean' ? open : undefined,
  };
};

/** The assets of an `updateAssets` payload; rows of another shape are passed over. */
export const assetsOf = (brokerId: string, payload: unknown): Asset[] =>
  listOf(payload)
    .map((row) => assetOf(brokerId, row))
    .filter((asset) => asset !== undefined);
