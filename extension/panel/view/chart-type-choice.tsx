import { chartType, chooseChartType } from '../chart/chart-type.ts';
import { CHART_TYPES, type ChartType } from '../chart/chart-types.ts';
import { texts } from '../texts/texts.ts';
import { PopoverButton } from './popover-button.tsx';
import { RadioGroup } from './radio-group.tsx';

/** Pictures in a square of 16. */
const ICONS: Readonly<Record<ChartType, string>> = {
  candles: 'M4.5 2v3M4.5 11v3M11.5 3.5V6M11.5 10v2.5M3 5h3v6H3zM4.5 5v6M10 6h3v4h-3zM11.5 6v4',
  hollow: 'M4.5 2v3M4.5 11v3M11.5 3.5V6M11.5 10v2.5M3 5h3v6H3zM10 6h3v4h-3z',
  line: 'M2 11.5l3.5-4 3 2.5L14 4',
  area: 'M2 13.5v-2l3.5-4 3 2.5L14 4v9.5zM4 13.5v-3M7 13.5v-4M10 13.5v-4M12 13.5v-6',
  ticks: 'M2 11.5h3v-4h3.5v2.5h2.5V4h3M5 7.5h.01M8.5 10h.01M11 4h.01',
};

const OPTIONS = CHART_TYPES.map((value) => ({
  value,
  className: 'chart-type',
  content: (
    <>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={ICONS[value]} />
      </svg>
      {texts.chartTypes[value]}
    </>
  ),
}));

/** How the charts draw. A click chooses and closes; the arrow keys try one after the other. */
export const ChartTypeChoice = () => {
  const chosen = chartType.signal.value;
  return (
    <PopoverButton
      name="chart-type"
      label={`${texts.chartType}: ${texts.chartTypes[chosen]}`}
      icon={ICONS[chosen]}
    >
      <RadioGroup
        name="chart-type"
        className="chart-types"
        label={texts.chartType}
        options={OPTIONS}
        current={chosen}
        onChoose={(index) => {
          const type = CHART_TYPES[index];
          if (type) chooseChartType(type);
        }}
        onClick={({ currentTarget }) => currentTarget.closest<HTMLElement>('[popover]')?.hidePopover()}
      />
    </PopoverButton>
  );
};
