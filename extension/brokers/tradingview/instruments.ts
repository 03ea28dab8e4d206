import type { Asset } from '../../../shared/asset.ts';
import { assetOf } from '../wire/wire-asset.ts';
import { listOf, type WireRecord } from '../wire/wire-values.ts';
import type { QuoteName } from './quote-name.ts';

/** More symbols than a page follows; the oldest give way. */
const MAX_INSTRUMENTS = 5_000;
const MAX_DIGITS = 15;
const FACTS = ['description', 'type', 'typespecs', 'pricescale', 'minmov', 'currency_code'];

/** TradingView's words where the product has one of its own; any other stays. */
const KINDS = new Map<unknown, string>([
  ['forex', 'currency'],
  ['crypto', 'cryptocurrency'],
  ['bitcoin', 'cryptocurrency'],
]);

/**
 * The decimal places of a price whose smallest step is `minmov / pricescale`: 2 of 1/100, 2 of 25/100, 5 of 1/32. The
 * documentation of TradingView's charting library (Symbology, "minmov, pricescale") has these two.
 */
const digitsOf = ({ minmov, pricescale }: WireRecord): number | undefined => {
  if (!Number.isSafeInteger(minmov) || !Number.isSafeInteger(pricescale)) return undefined;
  const [step, scale] = [Number(minmov), Number(pricescale)];
  if (step <= 0 || scale <= 0) return undefined;
  let rest = step % scale;
  let digits = 0;
  for (; rest > 0 && digits <= MAX_DIGITS; digits += 1) rest = (rest * 10) % scale;
  return digits <= MAX_DIGITS ? digits : undefined;
};

const kindOf = ({ type, typespecs }: WireRecord): unknown =>
  listOf(typespecs).includes('crypto') ? 'cryptocurrency' : (KINDS.get(type) ?? type);

interface Instrument {
  facts: WireRecord;
  /** The asset as it was last told, as JSON. */
  told: string | undefined;
}

/** What the messages of quotes say of their symbols, part by part. */
export class Instruments {
  readonly #brokerId: string;
  readonly #bySymbol = new Map<string, Instrument>();

  constructor(brokerId: string) {
    this.#brokerId = brokerId;
  }

  /** Takes one message's values; the asset, where it is known now and differs from what was told. */
  learn({ symbol, isBare }: QuoteName, values: WireRecord): Asset | undefined {
    const facts = Object.fromEntries(
      FACTS.filter((fact) => values[fact] !== undefined).map((fact) => [fact, values[fact]]),
    );
    // A composite name may ask for another currency than that of the symbol.
    if (!isBare) delete facts.currency_code;
    if (Object.keys(facts).length === 0) return undefined;
    const instrument = this.#instrument(symbol);
    instrument.facts = { ...instrument.facts, ...facts };
    const { description: label } = instrument.facts;
    const digits = digitsOf(instrument.facts);
    const asset = assetOf(this.#brokerId, { symbol, label, kind: kindOf(instrument.facts), digits });
    const told = asset && JSON.stringify(asset);
    if (told === instrument.told) return undefined;
    instrument.told = told;
    return asset;
  }

  /** Whether a quote is in another currency than its symbol is known to have: the same name at other prices. */
  isConverted({ symbol, currency }: QuoteName): boolean {
    const own = this.#bySymbol.get(symbol)?.facts.currency_code;
    return currency !== undefined && own !== undefined && currency !== own;
  }

  #instrument(symbol: string): Instrument {
    const known = this.#bySymbol.get(symbol);
    if (known) return known;
    const [oldest] = this.#bySymbol.keys();
    if (this.#bySymbol.size >= MAX_INSTRUMENTS && oldest !== undefined) this.#bySymbol.delete(oldest);
    const instrument: Instrument = { facts: {}, told: undefined };
    this.#bySymbol.set(symbol, instrument);
    return instrument;
  }
}
