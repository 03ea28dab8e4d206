import { fallbackLabel, type Pair } from '../shared/pair.ts';
import { toBrokerTime } from './broker-clock.ts';
import { milliseconds, type Milliseconds } from '../shared/units.ts';

/** One instrument of the simulated broker. */
export interface SimulatedAsset {
  readonly id: number;
  readonly pair: Pair;
  readonly label: string;
  readonly kind: string;
  readonly digits: number;
  /** Percent. */
  readonly payout: number;
  /** The price around which it walks. */
  readonly price: number;
}

type Row = readonly [pair: Pair, kind: string, digits: number, payout: number, price: number, label?: string];

/** The first eight are played unless others are asked for. */
const ROWS: readonly Row[] = [
  ['EURUSD_otc', 'currency', 5, 92, 1.1642],
  ['GBPUSD_otc', 'currency', 5, 90, 1.3358],
  ['USDJPY_otc', 'currency', 3, 88, 148.215],
  ['AUDUSD_otc', 'currency', 5, 86, 0.6521],
  ['EURGBP_otc', 'currency', 5, 91, 0.8714],
  ['BTCUSD_otc', 'cryptocurrency', 2, 84, 108_420.5, 'Bitcoin OTC'],
  ['XAUUSD_otc', 'commodity', 2, 82, 3_384.6, 'Gold OTC'],
  ['#AAPL_otc', 'stock', 3, 89, 228.31, 'Apple OTC'],
  ['USDCAD_otc', 'currency', 5, 85, 1.3811],
  ['USDCHF_otc', 'currency', 5, 87, 0.8032],
  ['NZDUSD_otc', 'currency', 5, 83, 0.5894],
  ['EURJPY_otc', 'currency', 3, 88, 172.54],
  ['GBPJPY_otc', 'currency', 3, 86, 197.96],
  ['AUDCAD_otc', 'currency', 5, 81, 0.9006],
  ['AUDNZD_otc', 'currency', 5, 80, 1.1064],
  ['CADCHF_otc', 'currency', 5, 79, 0.5816],
  ['EURCHF_otc', 'currency', 5, 84, 0.9351],
  ['EURNZD_otc', 'currency', 5, 78, 1.9753],
  ['USDCOP_otc', 'currency', 2, 77, 4_036.4],
  ['KESUSD_otc', 'currency', 6, 76, 0.007741],
  ['LBPUSD_otc', 'currency', 9, 70, 0.000_015_948],
  ['AEDCNY_otc', 'currency', 5, 75, 1.9462],
  ['100GBP_otc', 'index', 1, 74, 9_196.3, '100GBP OTC'],
  ['SP500_otc', 'index', 2, 73, 6_455.2, 'SP500 OTC'],
  ['D30EUR_otc', 'index', 1, 72, 23_894.5, 'D30EUR OTC'],
  ['ETHUSD_otc', 'cryptocurrency', 2, 83, 4_391.7, 'Ethereum OTC'],
  ['TON-USD_otc', 'cryptocurrency', 6, 82, 3.127412, 'Toncoin OTC'],
  ['DOGE_otc', 'cryptocurrency', 6, 81, 0.214663, 'Dogecoin OTC'],
  ['XAGUSD_otc', 'commodity', 4, 80, 39.7125, 'Silver OTC'],
  ['USCrude_otc', 'commodity', 3, 79, 64.018, 'WTI Crude Oil OTC'],
  ['#TSLA_otc', 'stock', 3, 88, 334.72, 'Tesla OTC'],
  ['#MSFT_otc', 'stock', 3, 87, 506.64, 'Microsoft OTC'],
  ['AMZN_otc', 'stock', 3, 86, 228.84, 'Amazon OTC'],
  ['EURUSD', 'currency', 5, 62, 1.1638],
  ['GBPUSD', 'currency', 5, 61, 1.3361],
  ['USDJPY', 'currency', 3, 60, 148.192],
  ['XAUUSD', 'commodity', 2, 58, 3_386.1, 'Gold'],
  ['BTCUSD', 'cryptocurrency', 1, 57, 108_390.2, 'Bitcoin'],
  ['SP500', 'index', 2, 56, 6_452.8, 'SP500'],
  ['#AAPL', 'stock', 2, 55, 228.14, 'Apple'],
  ['#TSLA', 'stock', 2, 54, 334.05, 'Tesla'],
];

const FIRST_ID = 1_001;

/** The simulator's own list: real symbols in the broker's spelling, invented prices and payouts. */
export const ASSETS: readonly SimulatedAsset[] = ROWS.map(
  ([pair, kind, digits, payout, price, label], index) => ({
    id: FIRST_ID + index,
    pair,
    label: label ?? fallbackLabel(pair),
    kind,
    digits,
    payout,
    price,
  }),
);

export const DEFAULT_PAIRS: readonly Pair[] = ASSETS.slice(0, 8).map(({ pair }) => pair);

/** The list with an invented instrument for each of `pairs` that is not on it. */
export const assetsWith = (pairs: readonly Pair[]): readonly SimulatedAsset[] => {
  const unknown = pairs.filter((pair) => !ASSETS.some((asset) => asset.pair === pair));
  return [
    ...ASSETS,
    ...unknown.map((pair, index) => ({
      id: FIRST_ID + ASSETS.length + index,
      pair,
      label: fallbackLabel(pair),
      kind: 'currency',
      digits: 5,
      payout: 70,
      price: 1,
    })),
  ];
};

const DEAL_LENGTHS = [60, 120, 180, 300, 600, 900, 1_800, 2_700, 3_600, 7_200, 10_800, 14_400];
const SESSION_MS = 86_400_000;

/**
 * One of the 19-column rows of `updateAssets`, as the recordings have them: 0 id, 1 symbol, 2 label, 3 kind,
 * 4 digits, 5 payout, 9 whether OTC, 13 the session's end in broker time, 14 whether open, 15 deal lengths.
 * The other columns carry the value that most recorded rows have.
 */
export const assetRow = (asset: SimulatedAsset, open: boolean, now: Milliseconds): unknown[] => {
  const otc = asset.pair.endsWith('_otc');
  const sessionEnd = toBrokerTime(milliseconds(now - (now % SESSION_MS) + SESSION_MS));
  return [
    asset.id,
    asset.pair,
    asset.label,
    asset.kind,
    asset.digits,
    asset.payout,
    60,
    30,
    3,
    otc ? 1 : 0,
    0,
    0,
    [],
    sessionEnd,
    open,
    DEAL_LENGTHS.map((time) => ({ time })),
    open ? 0 : -1,
    otc ? 5 : 60,
    open ? -1 : sessionEnd,
  ];
};
