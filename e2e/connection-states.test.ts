import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { SETTINGS_KEY } from '../extension/contracts/settings.ts';
import { BUILT_EXTENSION } from '../testing/built-product.ts';
import { launchBrowserWithExtension, type ExtensionBrowser } from '../testing/browser.ts';
import { pairExtension } from '../testing/pair-extension.ts';
import { askRelay } from '../testing/relay-api.ts';
import { startRelayProcess } from '../testing/relay-process.ts';

/** The panel tells each reason apart, because each has another remedy. */
describe("the panel's connection states", () => {
  const stops: (() => Promise<unknown>)[] = [];

  afterEach(async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
  });

  const launch = async (extension?: string): Promise<ExtensionBrowser> => {
    const browser = await launchBrowserWithExtension(extension ? { extension } : {});
    stops.push(() => browser.close());
    return browser;
  };

  const startRelay = async () => {
    const relay = await startRelayProcess();
    stops.push(() => relay.stop());
    return relay;
  };

  const openPanelWith = async (
    browser: ExtensionBrowser,
    settings: { relayUrl: string; token?: string },
  ): Promise<Page> => {
    const worker = await browser.serviceWorker();
    await worker.evaluate(([key, value]) => chrome.storage.local.set({ [key]: value }), [
      SETTINGS_KEY,
      settings,
    ] as const);
    return browser.openPanel();
  };

  const expectState = async (panel: Page, state: string): Promise<void> => {
    await panel.waitForFunction((wanted) => globalThis.tickRelayDiagnostics?.connection === wanted, state);
    expect(await panel.evaluate(() => globalThis.tickRelayDiagnostics?.connection)).toBe(state);
  };

  it('pairs with the code that the relay gives, in its own form', async () => {
    const relay = await startRelay();
    const panel = await openPanelWith(await launch(), { relayUrl: relay.url });
    await expectState(panel, 'not-paired');
    const { code } = await askRelay<{ code: string }>(relay, '/api/pairing-codes', { method: 'POST' });
    await panel.locator('input[name="code"]').fill(code.toLowerCase());
    await panel.keyboard.press('Enter');
    await expectState(panel, 'connected');
  });

  it('names a relay that does not run, and connects when it does', async () => {
    const relay = await startRelay();
    const browser = await launch();
    await pairExtension(browser, relay);
    await relay.kill();
    const panel = await browser.openPanel();
    await expectState(panel, 'relay-not-running');
    await relay.restart();
    await expectState(panel, 'connected');
  });

  it('names a refused token', async () => {
    const relay = await startRelay();
    const panel = await openPanelWith(await launch(), { relayUrl: relay.url, token: 'x'.repeat(43) });
    await expectState(panel, 'token-refused');
  });

  it('names a refused origin, when the extension was loaded under another id', async () => {
    const relay = await startRelay();
    const panel = await openPanelWith(await launch(await copyWithoutKey(stops)), {
      relayUrl: relay.url,
      token: relay.ownerToken,
    });
    await expectState(panel, 'origin-refused');
  });

  it('names a relay of another version', async () => {
    const newer = new WebSocketServer({ host: '127.0.0.1', port: 0 });
    await once(newer, 'listening');
    stops.push(() => new Promise((resolve) => newer.close(resolve)));
    newer.on('connection', (socket) => {
      socket.send(
        JSON.stringify({ type: 'error', code: 'version-differs', message: 'This relay speaks version 2.' }),
      );
      socket.close();
    });
    const { port } = newer.address() as AddressInfo;
    const panel = await openPanelWith(await launch(), {
      relayUrl: `http://127.0.0.1:${port}`,
      token: 'x'.repeat(43),
    });
    await expectState(panel, 'version-differs');
  });
});

/** An unpacked extension without its key gets an id from its folder, as a careless copy would. */
const copyWithoutKey = async (stops: (() => Promise<unknown>)[]): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'tick-relay-copy-'));
  stops.push(() => rm(folder, { recursive: true, force: true }));
  await cp(BUILT_EXTENSION, folder, { recursive: true });
  const path = join(folder, 'manifest.json');
  const manifest = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
  await writeFile(path, JSON.stringify({ ...manifest, key: undefined }));
  return folder;
};
