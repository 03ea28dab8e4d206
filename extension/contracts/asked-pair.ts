import browser from 'webextension-polyfill';
import { isPair, type Pair } from '../../shared/pair.ts';

/** In `storage.session`, so that it reaches a panel that is only just opening. */
const ASKED_PAIR_KEY = 'askedPair';

/** Asks the panels, or the next one to open, to show a pair. */
export const askForPair = async (pair: Pair): Promise<void> => {
  await browser.storage.session.set({ [ASKED_PAIR_KEY]: pair });
};

/** Calls `show` with the pair that is asked for, once an asking. */
export const followAskedPair = (show: (pair: Pair) => void): void => {
  const take = (pair: unknown): void => {
    if (!isPair(pair)) return;
    show(pair);
    void browser.storage.session.remove(ASKED_PAIR_KEY);
  };
  browser.storage.session.onChanged.addListener((changes) => take(changes[ASKED_PAIR_KEY]?.newValue));
  void browser.storage.session.get(ASKED_PAIR_KEY).then((found) => take(found[ASKED_PAIR_KEY]));
};
