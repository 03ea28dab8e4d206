import { timeframeDuration } from '../../../shared/timeframe.ts';
import { chartType } from '../chart/chart-type.ts';
import { timeZone } from '../chart/time-zone.ts';
import { gapTimes, newestHole } from '../data/gap-times.ts';
import type { PanelSession } from '../panel-session.ts';
import { texts } from '../texts/texts.ts';

/** One line under the chart where a part of it is missing because no page received it. */
export const FeedNote = ({ session }: { session: PanelSession }) => {
  const shown = session.selection.shown.value;
  const duration = chartType.signal.value === 'ticks' ? 0 : shown && timeframeDuration(shown.timeframe);
  const gap = duration === undefined ? undefined : newestHole(session.chart.gaps.value, duration);
  if (!gap) return null;
  const { from, to } = gapTimes(gap, Date.now(), timeZone.signal.value);
  return (
    <p class={`feed-note ${to === undefined ? 'lasting' : 'over'}`} role="status" title={texts.feedGap.title}>
      {to === undefined ? texts.feedGap.lasting(from) : texts.feedGap.over(from, to)}
    </p>
  );
};
