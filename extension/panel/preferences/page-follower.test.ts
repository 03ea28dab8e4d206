import { expect, test } from 'vitest';
import type { PageView } from '../data/shown.ts';
import { PageFollower } from './page-follower.ts';

const EURUSD: PageView = { pair: 'EURUSD_otc', timeframe: '1m' };
const AUDCAD: PageView = { pair: 'AUDCAD', timeframe: '5s' };

const open = ({ isOn = true, page }: { isOn?: boolean; page?: PageView } = {}) => {
  const followed: PageView[] = [];
  const remembered: PageView[] = [];
  const following = { isOn };
  const follower = new PageFollower(
    {
      isOn: () => following.isOn,
      follow: (shown) => void followed.push(shown),
      remember: (shown) => void remembered.push(shown),
    },
    page,
  );
  return { follower, followed, remembered, following };
};

test('a change of pair or of timeframe is followed, once', () => {
  const { follower, followed } = open();
  follower.shows(EURUSD);
  follower.shows({ ...EURUSD });
  follower.shows({ ...EURUSD, timeframe: '5s' });
  follower.shows(AUDCAD);
  expect(followed).toEqual([EURUSD, { ...EURUSD, timeframe: '5s' }, AUDCAD]);
});

test('a panel that opens does not undo a choice because the relay repeats what the page shows', () => {
  const { follower, followed } = open({ page: EURUSD });
  follower.shows(EURUSD);
  expect(followed).toEqual([]);
  follower.shows(AUDCAD);
  expect(followed).toEqual([AUDCAD]);
});

test('switched off it only remembers; switched on it shows at once what the page shows', () => {
  const { follower, followed, remembered, following } = open({ isOn: false });
  follower.switchedOn();
  follower.shows(EURUSD);
  follower.shows(AUDCAD);
  expect(followed).toEqual([]);
  expect(remembered).toEqual([EURUSD, AUDCAD]);
  following.isOn = true;
  follower.switchedOn();
  expect(followed).toEqual([AUDCAD]);
});
