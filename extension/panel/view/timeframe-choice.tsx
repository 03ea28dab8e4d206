import { useRef } from 'preact/hooks';
import { TIMEFRAMES, type Timeframe } from '../../../shared/timeframe.ts';
import { chartType } from '../chart/chart-type.ts';
import type { PanelSession } from '../panel-session.ts';
import { texts } from '../texts/texts.ts';

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** All timeframes as one group: Tab leads into it, the arrow keys choose within it. */
export const TimeframeChoice = ({ session }: { session: PanelSession }) => {
  const group = useRef<HTMLDivElement>(null);
  const chosen = session.selection.shown.value?.timeframe;
  const isOfTicks = chartType.signal.value === 'ticks';

  const step = (event: KeyboardEvent) => {
    const by = STEPS[event.key];
    if (by === undefined || chosen === undefined) return;
    event.preventDefault();
    const index = (TIMEFRAMES.indexOf(chosen) + by + TIMEFRAMES.length) % TIMEFRAMES.length;
    const timeframe = TIMEFRAMES[index];
    if (timeframe) session.chooseTimeframe(timeframe);
    group.current?.querySelectorAll('button')[index]?.focus();
  };

  return (
    <div class="timeframes" role="radiogroup" aria-label={texts.timeframe} ref={group} onKeyDown={step}>
      {TIMEFRAMES.map((timeframe: Timeframe) => (
        <button
          key={timeframe}
          type="button"
          role="radio"
          class="timeframe"
          data-timeframe={timeframe}
          aria-checked={timeframe === chosen && !isOfTicks}
          tabIndex={timeframe === chosen ? 0 : -1}
          disabled={chosen === undefined}
          onClick={() => session.chooseTimeframe(timeframe)}
        >
          {timeframe}
        </button>
      ))}
    </div>
  );
};
