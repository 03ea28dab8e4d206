import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrokerDialect, SentPrice } from '../simulator/dialects/dialect.ts';
import { DIALECTS } from '../simulator/dialects/dialects.ts';
import { startSecureSite, type SecureSite } from '../simulator/dialects/secure-site.ts';
import { launchBrowserWithExtension, type ExtensionBrowser } from '../testing/browser.ts';
import { pairExtension } from '../testing/pair-extension.ts';
import { readPairs, readTicksOfPair } from '../testing/relay-api.ts';
import { startRelayProcess, type RelayProcess } from '../testing/relay-process.ts';
import { settles } from '../testing/whole-line.ts';

const ROUNDS = 30;
const ROUND_MS = 50;

const pairOf = ({ brokerId }: BrokerDialect, symbol: string): string => `${symbol}@${brokerId}`;

const keyOf = ({ symbol, timestamp, price }: SentPrice): string => `${symbol} ${timestamp} ${price}`;

/** A price of every symbol at `now`, in the step of the broker's times; each price is another. */
const pricesAt = ({ symbols, resolutionMs = 1 }: BrokerDialect, now: number, round: number): SentPrice[] =>
  symbols.map((symbol, index) => ({
    symbol,
    price: Number((1 + index + round / 1_000).toFixed(3)),
    timestamp: Math.floor(now / resolutionMs) * resolutionMs,
  }));

describe("every broker's page under its own name, over TLS", () => {
  let site: SecureSite;
  let relay: RelayProcess;
  let browser: ExtensionBrowser;

  beforeAll(async () => {
    site = await startSecureSite(DIALECTS);
    relay = await startRelayProcess();
    browser = await launchBrowserWithExtension({ extraArgs: site.browserArgs });
    await pairExtension(browser, relay);
  });

  afterAll(async () => {
    await browser.close();
    await relay.stop();
    await site.stop();
  });

  const keptOf = async (dialect: BrokerDialect): Promise<string[]> => {
    const kept = await Promise.all(
      dialect.symbols.map(async (symbol) =>
        (await readTicksOfPair(relay, pairOf(dialect, symbol))).map(({ timestamp, price }) =>
          keyOf({ symbol, timestamp, price }),
        ),
      ),
    );
    return kept.flat().sort();
  };

  it.each(DIALECTS.map((dialect) => [dialect.brokerId, dialect] as const))(
    '%s: every price sent is kept once, and nothing else is',
    async (brokerId, dialect) => {
      const page = await browser.context.newPage();
      await page.goto(dialect.page);
      await site.whenOpen(brokerId);
      const sent: SentPrice[] = [...site.history(brokerId)];
      for (let round = 0; round < ROUNDS; round += 1) {
        const prices = pricesAt(dialect, Date.now(), round);
        site.send(brokerId, prices);
        sent.push(...prices);
        await new Promise((resolve) => setTimeout(resolve, ROUND_MS));
      }
      const expected = sent.map(keyOf).sort();
      await settles(async () => (await keptOf(dialect)).length >= expected.length, 5_000);
      expect(await keptOf(dialect)).toEqual(expected);
      const pairs = (await readPairs(relay)).filter((pair) => pair.endsWith(`@${brokerId}`));
      expect(pairs.sort()).toEqual(dialect.symbols.map((symbol) => pairOf(dialect, symbol)).sort());
      await page.close();
    },
  );
});
