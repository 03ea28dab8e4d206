import { useRef } from 'preact/hooks';
import { chartType, chooseChartType } from '../chart/chart-type.ts';
import { CHART_TYPES, type ChartType } from '../chart/chart-types.ts';
import { texts } from '../texts/texts.ts';
import { PopoverButton } from './popover-button.tsx';

/** Pictures in a square of 16. */
const ICONS: Readonly<Record<ChartType, string>> = {
  candles: 'M4.5 2v3M4.5 11v3M11.5 3.5V6M11.5 10v2.5M3 5h3v6H3zM4.5 5v6M10 6h3v4h-3zM11.5 6v4',
  hollow: 'M4.5 2v3M4.5 11v3M11.5 3.5V6M11.5 10v2.5M3 5h3v6H3zM10 6h3v4h-3z',
  line: 'M2 11.5l3.5-4 3 2.5L14 4',
  area: 'M2 13.5v-2l3.5-4 3 2.5L14 4v9.5zM4 13.5v-3M7 13.5v-4M10 13.5v-4M12 13.5v-6',
  ticks: 'M2 11.5h3v-4h3.5v2.5h2.5V4h3M5 7.5h.01M8.5 10h.01M11 4h.01',
};

/** Steps of the arrow keys. */
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/** How the chart draws: the arrow keys choose within it, as among the timeframes. */
export const ChartTypeChoice = () => {
  const group = useRef<HTMLDivElement>(null);
  const chosen = chartType.signal.value;

  const step = (event: KeyboardEvent) => {
    const by = STEPS[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const index = (CHART_TYPES.indexOf(chosen) + by + CHART_TYPES.length) % CHART_TYPES.length;
    const type = CHART_TYPES[index];
    if (type) chooseChartType(type);
    group.current?.querySelectorAll('button')[index]?.focus();
  };

  return (
    <PopoverButton
      name="chart-type"
      label={`${texts.chartType}: ${texts.chartTypes[chosen]}`}
      icon={ICONS[chosen]}
    >
      <div
        class="chart-types"
        role="radiogroup"
        aria-label={texts.chartType}
        ref={group}
        onKeyDown={step}
        onClick={({ currentTarget }) => currentTarget.closest<HTMLElement>('[popover]')?.hidePopover()}
      >
        {CHART_TYPES.map((type) => (
          <button
            key={type}
            type="button"
            role="radio"
            class="chart-type"
            data-chart-type={type}
            aria-checked={type === chosen}
            tabIndex={type === chosen ? 0 : -1}
            onClick={() => chooseChartType(type)}
          >
            <svg viewBox="0 0 16 16" aria-hidden="true">
              <path d={ICONS[type]} />
            </svg>
            {texts.chartTypes[type]}
          </button>
        ))}
      </div>
    </PopoverButton>
  );
};
