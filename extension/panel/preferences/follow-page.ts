import type { PageView } from '../data/shown.ts';
import { PageFollower } from './page-follower.ts';
import { followsPage, lastPage } from './preferences.ts';

/** Reads what is remembered, and calls `follow` with what to show while the trader wants the page followed. */
export const followPage = async (follow: (page: PageView) => void): Promise<PageFollower> => {
  await Promise.all([followsPage.loaded, lastPage.loaded]);
  const isOn = followsPage.signal;
  const follower = new PageFollower(
    { isOn: () => isOn.peek(), follow, remember: (page) => void lastPage.set(page) },
    lastPage.signal.peek(),
  );
  let wasOn = isOn.peek();
  isOn.subscribe((on) => {
    if (on && !wasOn) follower.switchedOn();
    wasOn = on;
  });
  return follower;
};
