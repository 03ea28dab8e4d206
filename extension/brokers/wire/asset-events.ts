import type { Asset } from '../../../shared/asset.ts';
import type { BrokerEvent } from '../broker.ts';
import type { AssetNames } from './asset-names.ts';

/** What a list of assets says: the assets, and the names of pairs whose ticks came before. */
export const assetEvents = (brokerId: string, assets: readonly Asset[], names: AssetNames): BrokerEvent[] => [
  ...(assets.length > 0 ? [{ type: 'assets', assets } as const] : []),
  ...names.takeRenames(brokerId).map((rename) => ({ type: 'renamed', rename }) as const),
];
