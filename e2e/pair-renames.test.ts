import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrokerDialect } from '../simulator/dialects/dialect.ts';
import { iqOptionDialects } from '../simulator/dialects/iq-option.ts';
import { startSecureSite, type SecureSite } from '../simulator/dialects/secure-site.ts';
import { ALERTS_KEY, type PriceAlert } from '../extension/contracts/price-alerts.ts';
import { launchBrowserWithExtension, type ExtensionBrowser } from '../testing/browser.ts';
import { keepInExtension } from '../testing/extension-storage.ts';
import { readDiagnostics } from '../testing/panel-diagnostics.ts';
import { pairExtension } from '../testing/pair-extension.ts';
import { askRelay, readPairs, readTicksOfPair } from '../testing/relay-api.ts';
import { startRelayProcess, type RelayProcess } from '../testing/relay-process.ts';
import { listedPairs, rowOf, starOf } from '../testing/watchlist.ts';
import { settles } from '../testing/whole-line.ts';

const [NAMELESS, NAMED] = ['active:76@iq-option', 'EURUSD-OTC@iq-option'];
const SYMBOL = 'EURUSD-OTC';
const LABEL = 'EUR/USD OTC · IQ Option';

/** A page whose list comes when it is asked for, after prices: each frame of it names assets. */
const lateList = (iqOption: BrokerDialect) => {
  let opened = 0;
  let isListed = false;
  const isList = (frame: string | Uint8Array): boolean =>
    typeof frame === 'string' && /"(initialization-data|underlying-list)"/.test(frame);
  const dialect: BrokerDialect = {
    ...iqOption,
    opening: (now) => {
      opened += 1;
      isListed = false;
      return iqOption.opening(now).filter((frame) => !isList(frame));
    },
    prices: (sent) => [
      ...(isListed ? iqOption.opening(Date.now()).filter(isList) : []),
      ...iqOption.prices(sent),
    ],
  };
  return { dialect, opened: () => opened, list: () => (isListed = true) };
};

describe('an asset whose name comes after its first prices', () => {
  const [iqOption] = iqOptionDialects;
  if (!iqOption) throw new Error('There is no dialect of IQ Option.');
  const { dialect, opened, list } = lateList(iqOption);
  let site: SecureSite;
  let relay: RelayProcess;
  let browser: ExtensionBrowser;
  let sent = 0;

  beforeAll(async () => {
    site = await startSecureSite([dialect]);
    relay = await startRelayProcess();
    browser = await launchBrowserWithExtension({ extraArgs: site.browserArgs });
    await pairExtension(browser, relay);
  });

  afterAll(async () => {
    await browser.close();
    await relay.stop();
    await site.stop();
  });

  /** Sends prices of one asset; resolves when the relay has all so far under this name. */
  const send = async (pair: string, count = 5): Promise<void> => {
    for (let each = 0; each < count; each += 1) {
      sent += 1;
      site.send(dialect.brokerId, [{ symbol: SYMBOL, price: 1 + sent / 1_000, timestamp: Date.now() }]);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(await settles(async () => (await readTicksOfPair(relay, pair)).length === sent)).toBe(true);
  };

  const openPage = async () => {
    const before = opened();
    const page = await browser.context.newPage();
    await page.goto(dialect.page);
    expect(await settles(() => Promise.resolve(opened() > before))).toBe(true);
    return page;
  };

  it('is there under its number at once, and under its name with all that it had when that comes', async () => {
    const page = await openPage();
    await send(NAMELESS);
    expect(await readPairs(relay)).toEqual([NAMELESS]);

    const panel = await browser.openPanel();
    await rowOf(panel, NAMELESS).click();
    await starOf(panel, NAMELESS).click();
    await panel.locator('button[data-timeframe="5s"]').click();
    const alert: PriceAlert = {
      ...{ id: 'a', pair: NAMELESS, label: 'active:76', digits: 3, price: 1.5, side: 'below' },
      since: 0 as PriceAlert['since'],
    };
    await keepInExtension(browser, { [ALERTS_KEY]: [alert] });

    list();
    await send(NAMED);
    expect(await readPairs(relay)).not.toContain(NAMELESS);
    expect((await askRelay<{ balanced: boolean }>(relay, '/api/audit')).balanced).toBe(true);

    expect(await settles(async () => (await listedPairs(panel)).join() === NAMED)).toBe(true);
    expect(await starOf(panel, NAMED).getAttribute('aria-pressed')).toBe('true');
    expect(await readDiagnostics(panel, 'charts')).toMatchObject([{ pair: NAMED, timeframe: '5s' }]);
    expect(await rowOf(panel, NAMED).textContent()).toContain(LABEL);
    const alerts = () =>
      panel.evaluate(async (key) => (await chrome.storage.local.get(key))[key] as PriceAlert[], ALERTS_KEY);
    expect(await settles(async () => (await alerts())[0]?.pair === NAMED)).toBe(true);
    expect(await alerts()).toEqual([{ ...alert, pair: NAMED, label: LABEL }]);
    await panel.close();
    await page.close();
  });

  it('has its name from the first price on when the page is opened again', async () => {
    const page = await openPage();
    await send(NAMED);
    expect(await readPairs(relay)).not.toContain(NAMELESS);
    list();
    await send(NAMED);
    expect(await readPairs(relay)).not.toContain(NAMELESS);
    await page.close();
  });
});
