import type { Asset } from '../../../shared/asset.ts';
import { assetOf } from '../wire/wire-asset.ts';
import { listOf } from '../wire/wire-values.ts';

/**
 * The assets of an `updateAssets` payload; rows of another shape are passed over. A row by place: 1 symbol, 2 label,
 * 3 kind, 4 price digits, 5 payout in percent, 14 whether deals are open (from the recordings, where regular pairs are
 * closed on a Sunday and OTC pairs open).
 */
export const assetsOf = (brokerId: string, payload: unknown): Asset[] =>
  listOf(payload)
    .map((row) => {
      const values = listOf(row);
      const [, symbol, label, kind, digits, payout] = values;
      return assetOf(brokerId, { symbol, label, kind, digits, payout, open: values[14] });
    })
    .filter((asset) => asset !== undefined);
