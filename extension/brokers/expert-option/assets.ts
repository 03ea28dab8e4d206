import type { Asset } from '../../../shared/asset.ts';
import { assetOf } from '../wire/wire-asset.ts';
import { isRecord, listOf } from '../wire/wire-values.ts';
import type { ExpertOptionSymbols } from './symbols.ts';

/**
 * The assets of an `assets` message: `{ assets: [{ id, symbol, name, digits, asset_group_id, profit, is_active, … }] }`
 * with `profit` in percent and `is_active` 1 or 0. Their symbols are learnt from it too.
 * Source: GitHub: theshadow76/ExpertOptionApi `expert.log` (a recorded list), Ah11zx/ExpertOptionAPI-pro
 * `show_assets.py`.
 */
export const assetsOf = (brokerId: string, message: unknown, symbols: ExpertOptionSymbols): Asset[] => {
  const rows = listOf(isRecord(message) ? message.assets : undefined).filter(isRecord);
  const learnt = symbols.learn(rows);
  return rows
    .map((row, index) =>
      assetOf(brokerId, {
        symbol: learnt[index],
        label: row.name,
        kind: row.asset_group_id,
        digits: row.digits,
        payout: row.profit,
        open: typeof row.is_active === 'number' ? row.is_active === 1 : undefined,
      }),
    )
    .filter((asset) => asset !== undefined);
};
