import { SETTINGS_KEY } from '../extension/contracts/settings.ts';
import type { ExtensionBrowser } from './browser.ts';
import { keepInExtension } from './extension-storage.ts';
import { askRelay, type RelayAccess } from './relay-api.ts';

/**
 * Pairs the extension as its panel does: a one-time code from the relay, exchanged for a token. The relay's
 * address has to be set as well, because a test's relay listens on a port of its own.
 */
export const pairExtension = async (browser: ExtensionBrowser, relay: RelayAccess): Promise<void> => {
  const { code } = await askRelay<{ code: string }>(relay, '/api/pairing-codes', { method: 'POST' });
  const { token } = await askRelay<{ token: string }>(relay, '/pair', {
    method: 'POST',
    body: JSON.stringify({ code }),
  });
  await keepInExtension(browser, { [SETTINGS_KEY]: { relayUrl: relay.url, token } });
};
