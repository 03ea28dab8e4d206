import type { Asset } from '../../../shared/asset.ts';
import { assetOf } from '../wire/wire-asset.ts';
import { isRecord, listOf } from '../wire/wire-values.ts';

/**
 * The rows of event 1054, the instruments: `[{ id: pair, title, group, precision, … }]`.
 * Source: GitHub: pranav-0309/telegram-olymptrade-signal-copier `src/signal_copier/broker/olymp.py`.
 */
export const assetsOf = (brokerId: string, rows: unknown): Asset[] =>
  listOf(rows)
    .filter(isRecord)
    .map(({ id, title, group, precision }) =>
      assetOf(brokerId, { symbol: id, label: title, kind: group, digits: precision }),
    )
    .filter((asset) => asset !== undefined);
