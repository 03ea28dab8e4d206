import type { Milliseconds } from '../../../shared/units.ts';
import type { Broker, BrokerDecoder, BrokerEvent } from '../broker.ts';
import { BrokerFeed } from '../wire/broker-feed.ts';
import { UtcClock } from '../wire/utc-clock.ts';
import { isRecord, listOf, wireValue } from '../wire/wire-values.ts';
import { payloadsOf } from './framing.ts';
import { Quotes, type QuoteNews } from './quotes.ts';

const BROKER_ID = 'tradingview';

/** The name of the only message that is read; a payload without it is not even parsed. */
const QUOTE = '"qsd"';

/**
 * One socket of a TradingView page: quotes. Facts from public clients (GitHub: Mathieu2301/TradingView-API `src/quote/`)
 * and public captures of its page; seconds are UTC.
 *
 * The candles of a chart (`timescale_update`, `du`) are left alone: they name a series of the page (`sds_1`), not a
 * symbol. Which symbol it has, and which interval, only the page's own requests say (`resolve_symbol`, `create_series`;
 * GitHub: anjanpoonacha/stock-tools `scripts/migrated/tests/TV_SWITCH_ANALYSIS.md`), which are not observed;
 * `symbol_resolved` names the symbol and not the series. So are binary frames, an older form of the same messages.
 */
class TradingViewDecoder implements BrokerDecoder {
  readonly #feed = new BrokerFeed(BROKER_ID, new UtcClock());
  readonly #quotes = new Quotes(BROKER_ID);

  decode(frame: string | Uint8Array, receivedAt: Milliseconds): readonly BrokerEvent[] {
    if (typeof frame !== 'string' || !frame.includes(QUOTE)) return [];
    const news = payloadsOf(frame).map((payload) => this.#newsOf(payload, receivedAt));
    const assets = news.map(({ asset }) => asset).filter((asset) => asset !== undefined);
    const ticks = news.map(({ tick }) => tick).filter((tick) => tick !== undefined);
    const events = this.#feed.live(ticks, receivedAt);
    return assets.length > 0 ? [{ type: 'assets', assets }, ...events] : events;
  }

  #newsOf(payload: string, receivedAt: Milliseconds): QuoteNews {
    if (!payload.startsWith('{') || !payload.includes(QUOTE)) return {};
    const message = wireValue(payload);
    return isRecord(message) && message.m === 'qsd' ? this.#quotes.take(listOf(message.p), receivedAt) : {};
  }
}

export const tradingView: Broker = {
  id: BROKER_ID,
  hosts: ['tradingview.com'],
  evidence: 'documented',
  hasOtherPages: true,
  createDecoder: () => new TradingViewDecoder(),
};
