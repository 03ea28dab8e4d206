import type { Asset } from '../../../shared/asset.ts';
import type { Milliseconds } from '../../../shared/units.ts';
import type { BrokerTick } from '../wire/broker-prices.ts';
import { isRecord } from '../wire/wire-values.ts';
import { Instruments } from './instruments.ts';
import { Quote } from './quote.ts';
import { quoteNameOf, type QuoteName } from './quote-name.ts';

/** More quotes than a page follows; the oldest give way, and are live again once price and time come together. */
const MAX_QUOTES = 10_000;

interface NamedQuote {
  readonly name: QuoteName;
  readonly quote: Quote;
}

/** What one `qsd` message says. */
export interface QuoteNews {
  readonly tick?: BrokerTick | undefined;
  readonly asset?: Asset | undefined;
}

/**
 * The quotes of one socket. A page asks for one symbol in several sessions (its chart, its watchlist), each of which
 * gets only what is new to it, so a quote belongs to its session.
 */
export class Quotes {
  readonly #instruments: Instruments;
  readonly #quotes = new Map<string, NamedQuote>();

  constructor(brokerId: string) {
    this.#instruments = new Instruments(brokerId);
  }

  /** Takes the `p` of a `qsd` message: `[session, { n: name, s: "ok", v: values }]`. */
  take([session, said]: readonly unknown[], receivedAt: Milliseconds): QuoteNews {
    if (typeof session !== 'string' || !isRecord(said) || said.s !== 'ok' || !isRecord(said.v)) return {};
    const named = this.#named(session, said.n);
    if (!named) return {};
    const { name, quote } = named;
    const asset = this.#instruments.learn(name, said.v);
    const quoted = quote.take(said.v, receivedAt);
    if (!quoted || this.#instruments.isConverted(name)) return { asset };
    return { asset, tick: { symbol: name.symbol, price: quoted.price, brokerTime: quoted.time } };
  }

  #named(session: string, n: unknown): NamedQuote | undefined {
    if (typeof n !== 'string') return undefined;
    const key = `${session} ${n}`;
    const known = this.#quotes.get(key);
    if (known) return known;
    const name = quoteNameOf(n);
    if (!name) return undefined;
    const [oldest] = this.#quotes.keys();
    if (this.#quotes.size >= MAX_QUOTES && oldest !== undefined) this.#quotes.delete(oldest);
    const named = { name, quote: new Quote() };
    this.#quotes.set(key, named);
    return named;
  }
}
