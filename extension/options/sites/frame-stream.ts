import browser from 'webextension-polyfill';
import { isOfSite, sitePattern } from '../../brokers/site-host.ts';
import {
  INSPECTOR_PORT,
  isMessage,
  SITE_MAPPING_QUESTION,
  SITES_CHANGED,
  type InspectedFrames,
} from '../../contracts/site-messages.ts';
import { inspectedFramesOf } from './inspected-frames.ts';

const tabsOf = async (host: string): Promise<number[]> =>
  (await browser.tabs.query({ url: sitePattern(host) })).flatMap(({ id }) => id ?? []);

/** Has the open pages of a site ask anew how they are read. */
export const tellPages = async (host: string): Promise<void> => {
  for (const tab of await tabsOf(host))
    // A tab that was open before the site was added has nobody to tell.
    await browser.tabs.sendMessage(tab, SITES_CHANGED).catch(() => undefined);
};

const isOnPage = (url: string | undefined, host: string): boolean => {
  try {
    return isOfSite(new URL(url ?? '').hostname, host);
  } catch {
    return false;
  }
};

/**
 * Takes the frames of a site's open pages, and of those that are opened later, straight from their content scripts;
 * the answer ends that.
 */
export const streamFrames = (host: string, onFrames: (frames: InspectedFrames) => void): (() => void) => {
  const ports = new Set<browser.Runtime.Port>();
  let isEnded = false;
  const connect = (tab: number, frameId?: number): void => {
    const port = browser.tabs.connect(tab, {
      name: INSPECTOR_PORT,
      ...(frameId !== undefined && { frameId }),
    });
    ports.add(port);
    port.onMessage.addListener((message) => onFrames(inspectedFramesOf(message)));
    port.onDisconnect.addListener(() => ports.delete(port));
  };
  // A page that begins asks the background how it is read, and we hear it ask.
  const onQuestion = (message: unknown, { tab, frameId, url }: browser.Runtime.MessageSender): undefined => {
    if (isMessage(SITE_MAPPING_QUESTION, message) && tab?.id !== undefined && isOnPage(tab.url ?? url, host))
      connect(tab.id, frameId);
  };
  void tabsOf(host).then((tabs) => {
    if (isEnded) return;
    for (const tab of tabs) connect(tab);
    browser.runtime.onMessage.addListener(onQuestion);
  });
  return () => {
    isEnded = true;
    browser.runtime.onMessage.removeListener(onQuestion);
    for (const port of ports) port.disconnect();
  };
};
