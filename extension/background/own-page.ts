import browser from 'webextension-polyfill';

/** Whether a port comes from a page of the extension itself; a content script's comes from the page that it runs in. */
export const isOwnPage = (sender: browser.Runtime.MessageSender | undefined): boolean =>
  sender?.id === browser.runtime.id && sender.url?.startsWith(browser.runtime.getURL('')) === true;
