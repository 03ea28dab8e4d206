import type { Asset } from '../../../shared/asset.ts';
import { assetOf } from '../wire/wire-asset.ts';
import { isRecord, type WireRecord } from '../wire/wire-values.ts';
import type { WireActive } from './actives.ts';
import { labelOf } from './symbol.ts';

/** 100 less what the broker keeps of a won deal, in percent. */
const payoutOf = ({ option }: WireRecord): number | undefined => {
  const profit = isRecord(option) ? option.profit : undefined;
  const commission = isRecord(profit) ? profit.commission : undefined;
  return typeof commission === 'number' ? 100 - commission : undefined;
};

/** Digital options say `is_enabled`, binary ones `enabled`, margin ones neither. */
const isOpen = ({ enabled = true, is_enabled = true, is_suspended }: WireRecord): boolean | undefined =>
  typeof is_suspended === 'boolean' ? !is_suspended && enabled === true && is_enabled === true : undefined;

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/**
 * The asset of one symbol by its entries of one list, or `undefined` where none of them has its price's digits. What it
 * pays and whether it is open are those of the first family in which it is open. `description` is for people (`EUR/USD
 * (OTC)`) unless it is a key that the page translates.
 */
export const assetOfActives = (
  brokerId: string,
  symbol: string,
  actives: readonly WireActive[],
): Asset | undefined => {
  const dealtIn = actives.find(({ entry }) => isOpen(entry)) ?? actives[0];
  if (!dealtIn) return undefined;
  const { entry, family } = dealtIn;
  const told = (field: string): unknown =>
    [dealtIn, ...actives].map((active) => active.entry[field]).find((value) => value !== undefined);
  const description = told('description');
  return assetOf(brokerId, {
    symbol,
    label: isText(description) && !description.startsWith('front.') ? description : labelOf(symbol),
    kind: family,
    digits: told('precision'),
    payout: payoutOf(entry),
    open: isOpen(entry),
  });
};
