import { askForToken } from '../extension/panel/relay/token-request.ts';

/** Not JSON, and no choice of the panel's. */
const TOKEN_KEY = 'view-token';
/** `http://127.0.0.1:8787/#open=LINK`: what is behind the # is never sent, and never in a log. */
const LINK = /^#open=([\w-]{1,512})$/;

/** Takes the one-time link out of the address, so that neither the history nor a bookmark has it. */
const takeLink = (): string | undefined => {
  const [, link] = LINK.exec(location.hash) ?? [];
  if (link !== undefined) history.replaceState(null, '', location.pathname);
  return link;
};

/**
 * Calls `listener` with the token that lets this browser see the relay, or `undefined` without one: at first and
 * whenever it changes, because a link of `tick-relay open` was followed here or in another window.
 */
export const followViewToken = (listener: (token: string | undefined) => void): void => {
  const tell = (): void => listener(localStorage.getItem(TOKEN_KEY) ?? undefined);
  const redeem = async (): Promise<void> => {
    const link = takeLink();
    const outcome = link === undefined ? undefined : await askForToken(`${location.origin}/open`, { link });
    // One that was used already, as by a reload, takes nothing away that this browser has.
    if (outcome?.ok) localStorage.setItem(TOKEN_KEY, outcome.token);
    tell();
  };
  addEventListener('hashchange', () => void redeem());
  addEventListener('storage', ({ key }) => {
    if (key === TOKEN_KEY) tell();
  });
  void redeem();
};
