import browser from 'webextension-polyfill';
import type { Asset } from '../../shared/asset.ts';
import { fallbackLabel, labelWithBroker, type Pair } from '../../shared/pair.ts';
import type { CaptureMessage } from '../../shared/protocol.ts';
import type { Timeframe } from '../../shared/timeframe.ts';

const FACTS_KEY = 'pageFacts';

type PageMessage = Extract<CaptureMessage, { type: 'page' }>;

/** What the relay is told anew on each connection: it outlives the worker, not the browser. */
interface Facts {
  readonly assets: Readonly<Record<string, readonly Asset[]>>;
  readonly page?: PageMessage | undefined;
}

/** The last asset list of each broker and the last chart shown. */
export class PageFacts {
  readonly #send: (message: CaptureMessage) => void;
  #facts: Facts = { assets: {} };
  readonly #loaded: Promise<void>;

  /** `send` drops messages while there is no connection. */
  constructor(send: (message: CaptureMessage) => void) {
    this.#send = send;
    this.#loaded = this.#load();
  }

  /** Tells everything, on a new connection. */
  async sendAll(): Promise<void> {
    await this.#loaded;
    for (const assets of Object.values(this.#facts.assets)) this.#sendAssets(assets);
    if (this.#facts.page) this.#send(this.#facts.page);
  }

  /** The page repeats its list; only a change is told. */
  assets(brokerId: string, assets: readonly Asset[]): void {
    if (JSON.stringify(this.#facts.assets[brokerId]) === JSON.stringify(assets)) return;
    this.#change({ assets: { ...this.#facts.assets, [brokerId]: assets } });
    this.#sendAssets(assets);
  }

  page(pair: Pair, timeframe: Timeframe | undefined): void {
    const page: PageMessage = { type: 'page', pair, timeframe };
    this.#change({ page });
    this.#send(page);
  }

  /** What a pair is called by its broker's list, where that was told. */
  labelOf(pair: Pair): string {
    const asset = Object.values(this.#facts.assets)
      .flat()
      .find((one) => one.pair === pair);
    return asset ? labelWithBroker(pair, asset.label) : fallbackLabel(pair);
  }

  #sendAssets(assets: readonly Asset[]): void {
    this.#send({ type: 'assets', assets: [...assets] });
  }

  #change(change: Partial<Facts>): void {
    this.#facts = { ...this.#facts, ...change };
    void browser.storage.session.set({ [FACTS_KEY]: this.#facts });
  }

  async #load(): Promise<void> {
    const stored = await browser.storage.session.get(FACTS_KEY);
    const facts = stored[FACTS_KEY] as Facts | undefined;
    // What a page has said since the start is newer.
    if (facts)
      this.#facts = { page: facts.page, ...this.#facts, assets: { ...facts.assets, ...this.#facts.assets } };
  }
}
