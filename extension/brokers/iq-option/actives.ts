import { isRecord, listOf, type WireRecord } from '../wire/wire-values.ts';
import { isActiveId } from './price.ts';

/** What a list says of one asset, as it stands on the wire but for its number. */
export interface WireActive {
  readonly id: number;
  readonly entry: WireRecord;
  /** How it is dealt in: `turbo`, `binary`, `blitz`, or the list's own word. */
  readonly family: string;
}

const OPTION_FAMILIES = ['turbo', 'binary', 'blitz'];

/**
 * The assets of `initialization-data`: `{ turbo: { actives: { ID: { id, name, ticker, description, precision, enabled,
 * is_suspended, option: { profit: { commission } }, … } } }, binary: …, blitz: … }`. An asset stands in several
 * families, each with its own payout. GitHub: quadcode/client-sdk-js `src/index.ts` (`InitializationDataV3`), the
 * maker's own; n1nj4z33/iqoptionapi `iqoptionapi/stable_api.py`.
 */
export const optionActivesOf = (msg: unknown): WireActive[] =>
  OPTION_FAMILIES.flatMap((family) => {
    const block = isRecord(msg) ? msg[family] : undefined;
    const actives = isRecord(block) && isRecord(block.actives) ? block.actives : {};
    return Object.entries(actives).flatMap(([key, entry]) => {
      const id = Number(key);
      return isRecord(entry) && isActiveId(id) ? [{ id, entry, family }] : [];
    });
  });

/**
 * The assets of `underlying-list` and `underlying-list-changed`: `{ type, underlying: [{ active_id, name, is_suspended,
 * … }] }` of digital options, `{ items: [{ active_id, name, precision, is_suspended, … }] }` of the margin markets.
 * GitHub: quadcode/client-sdk-js `src/index.ts` (`DigitalOptionInstrumentsUnderlyingListV1`,
 * `MarginInstrumentsUnderlyingListV1`).
 */
export const underlyingsOf = (msg: unknown): WireActive[] =>
  isRecord(msg)
    ? [...listOf(msg.underlying), ...listOf(msg.items)].flatMap((entry) => {
        if (!isRecord(entry) || !isActiveId(entry.active_id)) return [];
        const family = [entry.active_type, msg.type].find((word) => typeof word === 'string' && word !== '');
        return [{ id: entry.active_id, entry, family: typeof family === 'string' ? family : 'underlying' }];
      })
    : [];
