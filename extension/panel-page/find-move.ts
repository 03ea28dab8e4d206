import browser from 'webextension-polyfill';
import type { Move } from '../panel/surroundings.ts';

/** Where this page can move to. */
export const findMove = async (): Promise<Move> => {
  // Outside a tab there is none, whatever its type says.
  const tab = (await browser.tabs.getCurrent()) as browser.Tabs.Tab | undefined;
  const windowId = tab?.windowId;
  if (windowId === undefined)
    return { to: 'tab', go: () => void browser.tabs.create({ url: location.href }) };
  // The side panel opens only within the click itself, so its window is looked up before.
  return { to: 'side-panel', go: () => void chrome.sidePanel.open({ windowId }) };
};
