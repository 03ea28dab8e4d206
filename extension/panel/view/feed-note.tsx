import { timeframeDuration } from '../../../shared/timeframe.ts';
import { gapTimes, newestHole } from '../data/gap-times.ts';
import type { PanelSession } from '../panel-session.ts';
import { texts } from '../texts/texts.ts';

/** One line under the chart where a part of it is missing because no page received it. */
export const FeedNote = ({ session }: { session: PanelSession }) => {
  const shown = session.shown.value;
  const gap = shown && newestHole(session.chart.gaps.value, timeframeDuration(shown.timeframe));
  if (!gap) return null;
  const { from, to } = gapTimes(gap, Date.now());
  return (
    <p class={`feed-note ${to === undefined ? 'lasting' : 'over'}`} role="status" title={texts.feedGap.title}>
      {to === undefined ? texts.feedGap.lasting(from) : texts.feedGap.over(from, to)}
    </p>
  );
};
