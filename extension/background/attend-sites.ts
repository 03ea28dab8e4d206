import browser from 'webextension-polyfill';
import { isMessage, SITE_MAPPING_QUESTION, type SiteMappingAnswer } from '../contracts/site-messages.ts';
import { siteOfPage } from '../contracts/sites.ts';
import { storedSites } from '../contracts/sites-storage.ts';
import { registerSites } from './registered-sites.ts';
import { senderHost } from './sender-host.ts';

/** The broker id under which a page of a mapped site may bring ticks: the site's host. `undefined` for any other page. */
export const mappedSiteOf = async (pageHost: string): Promise<string | undefined> =>
  siteOfPage(await storedSites.read(), pageHost)?.mapping?.host;

/** Keeps the added sites registered, and tells their pages how they are read. */
export const attendSites = (): void => {
  // The first call, with what is stored, comes with each start of the worker.
  storedSites.follow((sites) => void registerSites(sites));
  const again = async (): Promise<void> => registerSites(await storedSites.read());
  // Chrome starts the worker after an update and with the browser only because somebody listens to these.
  browser.runtime.onInstalled.addListener(() => void again());
  browser.runtime.onStartup.addListener(() => void again());
  browser.permissions.onAdded.addListener(() => void again());
  browser.permissions.onRemoved.addListener(() => void again());

  const answer = async (sender: browser.Runtime.MessageSender): Promise<SiteMappingAnswer> => ({
    mapping: siteOfPage(await storedSites.read(), senderHost(sender))?.mapping,
  });
  browser.runtime.onMessage.addListener((message: unknown, sender: browser.Runtime.MessageSender) => {
    const isAsked = isMessage(SITE_MAPPING_QUESTION, message) && sender.id === browser.runtime.id;
    return isAsked ? answer(sender) : undefined;
  });
};
