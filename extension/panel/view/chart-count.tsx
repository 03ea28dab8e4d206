import { useRef } from 'preact/hooks';
import type { PanelSession } from '../panel-session.ts';
import { texts } from '../texts/texts.ts';
import { MOST_CHARTS } from '../workspace/charts-choice.ts';
import { PopoverButton } from './popover-button.tsx';

const GRID_PATH = 'M2.5 2.5h11v11h-11zM8 2.5v11M2.5 8h11';
const COUNTS = Array.from({ length: MOST_CHARTS }, (_, index) => index + 1);

/** Steps of the arrow keys. */
const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** How many charts the grid has, where there is room for one. */
export const ChartCount = ({ session: { selection } }: { session: PanelSession }) => {
  const group = useRef<HTMLDivElement>(null);
  const chosen = selection.charts.value.length;
  if (!selection.hasRoom.value || chosen === 0) return null;

  const step = (event: KeyboardEvent) => {
    const by = STEPS[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const index = (chosen - 1 + by + MOST_CHARTS) % MOST_CHARTS;
    selection.chooseCount(index + 1);
    group.current?.querySelectorAll('button')[index]?.focus();
  };
  return (
    <PopoverButton name="chart-count" label={`${texts.charts.title}: ${chosen}`} icon={GRID_PATH}>
      <div
        class="chart-counts"
        role="radiogroup"
        aria-label={texts.charts.title}
        ref={group}
        onKeyDown={step}
      >
        {COUNTS.map((count) => (
          <button
            key={count}
            type="button"
            role="radio"
            class="timeframe"
            data-count={count}
            aria-checked={count === chosen}
            aria-label={texts.charts.count(count)}
            tabIndex={count === chosen ? 0 : -1}
            onClick={() => selection.chooseCount(count)}
          >
            {count}
          </button>
        ))}
      </div>
    </PopoverButton>
  );
};
