/** What people call the brokers, by the id that stands behind the `@` of a pair. Pocket Option's pairs have none. */
const BROKER_NAMES: Readonly<Record<string, string>> = {
  'pocket-option': 'Pocket Option',
  quotex: 'Quotex',
  'iq-option': 'IQ Option',
  exnova: 'Exnova',
  avalon: 'Avalon',
  'bull-ex': 'Bull-ex',
  deriv: 'Deriv',
  binomo: 'Binomo',
  'expert-option': 'ExpertOption',
  'olymp-trade': 'Olymp Trade',
  binance: 'Binance',
  kraken: 'Kraken',
  coinbase: 'Coinbase',
  tradingview: 'TradingView',
};

/** Brokers of which no recorded frame is known: their prices have to be compared with the page's. */
const EXPERIMENTAL_BROKERS: ReadonlySet<string> = new Set(['olymp-trade']);

/** A site that a person has added is called by its id, its host. */
export const brokerName = (brokerId: string): string =>
  Object.hasOwn(BROKER_NAMES, brokerId) ? (BROKER_NAMES[brokerId] ?? brokerId) : brokerId;

export const isExperimental = (brokerId: string): boolean => EXPERIMENTAL_BROKERS.has(brokerId);
