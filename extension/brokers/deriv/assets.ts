import type { Asset } from '../../../shared/asset.ts';
import { assetOf } from '../wire/wire-asset.ts';
import { isRecord, listOf, type WireRecord } from '../wire/wire-values.ts';
import { digitsOfPip } from './numbers.ts';

/** 1 for yes, 0 for no. */
const isOpen = ({ exchange_is_open, is_trading_suspended }: WireRecord): boolean | undefined =>
  typeof exchange_is_open === 'number' ? exchange_is_open === 1 && is_trading_suspended !== 1 : undefined;

/**
 * The assets of `active_symbols`. The two interfaces in use name the same things differently: `symbol`, `display_name`
 * and `pip` on `/websockets/v3`, `underlying_symbol`, `underlying_symbol_name` and `pip_size` (there the smallest step
 * too, not the count of decimals that a tick calls so) on `/trading/v1`. `market` and the flags are the same.
 * Source: https://developers.deriv.com/comparison/active-symbols/ and https://developers.deriv.com/llms/active-symbols.md.
 */
export const assetsOf = (brokerId: string, { active_symbols }: WireRecord): Asset[] =>
  listOf(active_symbols)
    .filter(isRecord)
    .map((row) =>
      assetOf(brokerId, {
        symbol: row.underlying_symbol ?? row.symbol,
        label: row.underlying_symbol_name ?? row.display_name,
        kind: row.market,
        digits: digitsOfPip(row.pip_size ?? row.pip),
        open: isOpen(row),
      }),
    )
    .filter((asset) => asset !== undefined);
