import type { Asset } from '../../../shared/asset.ts';
import { isPair, pairOf } from '../../../shared/pair.ts';

const MAX_DIGITS = 15;
const MAX_TEXT_LENGTH = 200;

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= MAX_TEXT_LENGTH;

/** What a broker's asset list says of one asset, as it stands on the wire: nothing of it is trusted. */
export interface WireAsset {
  readonly symbol: unknown;
  readonly label: unknown;
  readonly kind: unknown;
  readonly digits: unknown;
  /** In percent. */
  readonly payout?: unknown;
  readonly open?: unknown;
}

/** The asset, or `undefined` where it lacks what an asset must have. */
export const assetOf = (
  brokerId: string,
  { symbol, label, kind, digits, payout, open }: WireAsset,
): Asset | undefined => {
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
