/**
 * Keeps what is stored, the relay's token among it, from content scripts: they share a process with the page they run
 * in, and need none of it. Chrome lets them read `storage.local` unless it is told.
 */
export const keepStorageFromPages = (): void => {
  void chrome.storage.local.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' });
};
