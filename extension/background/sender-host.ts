import type browser from 'webextension-polyfill';

const hostOf = (url: string | undefined): string => {
  try {
    return new URL(url ?? '').hostname;
  } catch {
    return '';
  }
};

/**
 * The host that Chrome vouches for: of the frame's origin where it has one, else (`about:blank`, `srcdoc`) of the
 * frame's address, else of the tab's page.
 */
export const senderHost = (sender: browser.Runtime.MessageSender | undefined): string =>
  // Chrome gives `origin`; the polyfill's types follow Firefox, which does not.
  hostOf((sender as { readonly origin?: string } | undefined)?.origin) ||
  hostOf(sender?.url) ||
  hostOf(sender?.tab?.url);
