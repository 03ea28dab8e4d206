import type { Asset } from '../../../shared/asset.ts';
import { assetOf } from '../wire/wire-asset.ts';
import { listOf } from '../wire/wire-values.ts';

/**
 * The assets of `instruments/list`; rows of another shape are passed over. A row by place: 1 symbol, 2 label (now and
 * then with a line break), 3 kind, 4 price digits, 5 payout in percent, 14 whether deals are open.
 *
 * GitHub: cleitonleonel/pyquotex `pyquotex/stable_api.py` reads 0 (a number, of no use to us), 1, 2, 5 and 14. That 4
 * is the digits rests on less: a row that a public note on pyquotex prints whole begins `376, "ADAUSD_otc",
 * "Cardano (OTC)", "cryptocurrency", 5, 85, 60, 30, 3, 1`, and Pocket Option's rows, built alike, have them there.
 */
export const assetsOf = (brokerId: string, payload: unknown): Asset[] =>
  listOf(payload)
    .map((row) => {
      const values = listOf(row);
      const [, symbol, text, kind, digits, payout] = values;
      const label = typeof text === 'string' ? text.replaceAll('\n', ' ').trim() : undefined;
      return assetOf(brokerId, { symbol, label, kind, digits, payout, open: values[14] });
    })
    .filter((asset) => asset !== undefined);
