const PANEL_PATH = 'extension/panel-page/panel.html';

/**
 * Brings the panel to the front: one that is open, else the side panel, else, where Chrome does not take the occasion
 * for a click of the user's, a tab.
 */
export const openPanel = async (): Promise<void> => {
  const url = chrome.runtime.getURL(PANEL_PATH);
  const contexts = await chrome.runtime.getContexts({
    contextTypes: [chrome.runtime.ContextType.SIDE_PANEL, chrome.runtime.ContextType.TAB],
  });
  const open = contexts.find(({ documentUrl }) => documentUrl?.startsWith(url));
  if (open) {
    if (open.tabId > 0) await chrome.tabs.update(open.tabId, { active: true });
    await chrome.windows.update(open.windowId, { focused: true });
    return;
  }
  try {
    const { id } = await chrome.windows.getLastFocused({ windowTypes: ['normal'] });
    if (id === undefined) throw new Error('There is no window.');
    await chrome.sidePanel.open({ windowId: id });
    await chrome.windows.update(id, { focused: true });
  } catch {
    await chrome.tabs.create({ url });
  }
};
